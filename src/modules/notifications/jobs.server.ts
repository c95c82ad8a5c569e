import { z } from 'zod';
import { env, type Env } from '#env';
import type { Task, TaskTable } from '#kernel/jobs.ts';
import { open } from '#kernel/secrets.ts';

const DAYS_KEPT = 7;
const GATEWAY_PATIENCE_MS = 10_000;

export const notificationTasks: TaskTable = {
	tasks: {
		deliverMessage: async (context, payload) => deliverMessage(context, payload),
		pruneMessages: async ({ db, clock }) => {
			const oldest = new Date(clock().getTime() - DAYS_KEPT * 86_400_000);
			await db.deleteFrom('notifications.message').where('created_at', '<', oldest).execute();
		}
	},
	crontab: { pruneMessages: '17 * * * *' }
};

const Delivery = z.object({ centreId: z.uuid(), id: z.uuid() });

/** Hands one message to the gateway. A failure is written down, then thrown, so that the queue tries again. */
const deliverMessage: Task = async ({ db, clock }, payload) => {
	const { centreId, id } = Delivery.parse(payload);
	const gateway = env().sms;
	if (!gateway) return;
	const message = await db
		.selectFrom('notifications.message')
		.select(['to_sealed', 'text_sealed'])
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.where('state', '<>', 'sent')
		.executeTakeFirst();
	if (!message) return;
	const trouble = await post(gateway, id, { to: open(message.to_sealed), text: open(message.text_sealed) });
	await db
		.updateTable('notifications.message')
		.set(trouble ? { state: 'failed', error: trouble } : { state: 'sent', sent_at: clock(), error: null })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.execute();
	if (trouble) throw new Error(`the message gateway did not take message ${id}: ${trouble}`);
};

/** What went wrong, in words without personal data; nothing when the gateway took it. The key lets it drop a repeat. */
const post = (
	gateway: NonNullable<Env['sms']>,
	key: string,
	body: { to: string; text: string }
): Promise<string | undefined> =>
	fetch(gateway.url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'idempotency-key': key,
			...(gateway.token ? { authorization: `Bearer ${gateway.token}` } : {})
		},
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(GATEWAY_PATIENCE_MS)
	}).then(
		(response) => (response.ok ? undefined : `HTTP ${response.status}`),
		(error: unknown) =>
			error instanceof Error && error.name === 'TimeoutError' ? 'no answer within 10 s' : 'no connection'
	);
