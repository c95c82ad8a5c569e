import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { workIn } from '#kernel/command.ts';
import { NO_CENTRE } from '#kernel/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { notificationTasks, outboxIsOpen, sendMessage } from './server.ts';

interface Received {
	headers: IncomingMessage['headers'];
	body: unknown;
}
const received: Received[] = [];
let status = 200;
const gateway = createServer(async (request, response) => {
	const chunks = await Array.fromAsync(request);
	received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
	response.writeHead(status).end();
});
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
process.env['SMS_GATEWAY_URL'] = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`;
process.env['SMS_GATEWAY_TOKEN'] = 'gateway-token';
const { db, contextOf } = await testDatabase();
afterAll(() => gateway.close());

const send = () =>
	db
		.transaction()
		.execute((transaction) =>
			sendMessage(workIn(contextOf(), transaction), { centreId: NO_CENTRE, to: '13812345678', text: '您好' })
		);
const deliver = (id: string) =>
	Promise.resolve(notificationTasks.tasks['deliverMessage']?.(contextOf(), { centreId: NO_CENTRE, id }));
const message = (id: string) =>
	db
		.selectFrom('notifications.message')
		.select(['state', 'error', 'sent_at'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();

test('a message is queued with its transaction and handed to the gateway once', async () => {
	const id = await send();
	const queued = await sql<{ task: string }>`select task from kernel.jobs()`.execute(db);
	expect(queued.rows.map((job) => job.task)).toContain('deliverMessage');
	await deliver(id);
	await deliver(id);
	expect(received).toHaveLength(1);
	expect(received[0]?.body).toEqual({ to: '13812345678', text: '您好' });
	expect(received[0]?.headers).toMatchObject({ authorization: 'Bearer gateway-token', 'idempotency-key': id });
	expect(await message(id)).toMatchObject({ state: 'sent', error: null, sent_at: expect.any(Date) });
});

test('a gateway that fails leaves the reason, without personal data, and the queue tries again', async () => {
	const id = await send();
	status = 503;
	await expect(deliver(id)).rejects.toThrow('HTTP 503');
	expect(await message(id)).toMatchObject({ state: 'failed', error: 'HTTP 503' });
	status = 200;
	await deliver(id);
	expect(await message(id)).toMatchObject({ state: 'sent', error: null });
});

test('with a gateway there is no outbox page, not even on the sample', async () => {
	await db.updateTable('kernel.installation').set({ sample: true }).execute();
	expect(await outboxIsOpen(contextOf(), { address: '127.0.0.1', headers: new Headers() })).toBe(false);
});
