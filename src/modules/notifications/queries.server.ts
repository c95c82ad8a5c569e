import { env } from '#env';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { NO_CENTRE } from '#kernel/ids.ts';
import { open } from '#kernel/secrets.ts';
import { centresRead, mayReadOutbox } from './policy.ts';

/** Where a request came from: the address of the socket, or what a trusted proxy says; and its headers. */
export interface Visitor {
	address: string;
	headers: Headers;
}

export interface OutboxMessage {
	id: string;
	/** Only the last four digits can be read. */
	to: string;
	text: string;
	state: 'outbox' | 'sent' | 'failed';
	at: Date;
}

/**
 * Whether this visitor may read what would have been sent. Never when a gateway sends for real; then to administrators,
 * and on a sample installation without a public address to whoever sits at the machine itself.
 */
export async function outboxIsOpen({ db, actor }: Context, visitor: Visitor): Promise<boolean> {
	if (env().sms) return false;
	if (mayReadOutbox(actor)) return true;
	if (env().publicOrigin !== undefined || !atTheMachine(visitor)) return false;
	const installation = await db.selectFrom('kernel.installation').select('sample').executeTakeFirst();
	return installation?.sample === true;
}

/** The newest messages. Errors: Missing when the outbox is not open to this visitor. */
export async function outboxMessages(context: Context, visitor: Visitor, limit = 50): Promise<OutboxMessage[]> {
	if (!(await outboxIsOpen(context, visitor))) throw new Missing('没有这个页面');
	const centres = centresRead(context.actor);
	const rows = await context.db
		.selectFrom('notifications.message')
		.select(['id', 'to_sealed', 'text_sealed', 'state', 'created_at'])
		.$if(centres !== 'all', (query) => query.where('centre_id', 'in', [NO_CENTRE, ...centres]))
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		to: masked(open(row.to_sealed)),
		text: open(row.text_sealed),
		state: row.state as OutboxMessage['state'],
		at: row.created_at
	}));
}

/** How many messages of the last days wait, went out and failed in a centre; those without a centre (codes) count too. */
export async function messageCounts(db: Db, centreId: string): Promise<Record<OutboxMessage['state'], number>> {
	const rows = await db
		.selectFrom('notifications.message')
		.select(['state', ({ fn }) => fn.countAll<number>().as('count')])
		.where('centre_id', 'in', [NO_CENTRE, centreId])
		.groupBy('state')
		.execute();
	return { outbox: 0, sent: 0, failed: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

/** A request that a proxy passed on is not from this machine, even if the proxy runs on it. */
const atTheMachine = ({ address, headers }: Visitor): boolean =>
	/^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(address) &&
	!headers.has('x-forwarded-for') &&
	!headers.has('forwarded');

const masked = (phone: string): string => '•'.repeat(Math.max(phone.length - 4, 0)) + phone.slice(-4);
