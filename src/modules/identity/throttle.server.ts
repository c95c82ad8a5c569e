import type { Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { blindIndex } from '#kernel/secrets.ts';

/** How often something may be tried. After the last try it is closed until the window ends, or for `closedFor` from then on. */
export interface Gate {
	kind: string;
	tries: number;
	/** Seconds. */
	within: number;
	closedFor?: number;
	/** Says that it was too often; `wait` is how long, in words. */
	sentence: (wait: string) => string;
}

const lockedOut = (wait: string) => `连续输错的次数太多，为了安全已经锁定，请${wait}后再试。`;

export const gates = {
	signInByName: { kind: 'signInByName', tries: 5, within: 900, closedFor: 900, sentence: lockedOut },
	// an office shares one address: it is closed later than a single account
	signInByAddress: { kind: 'signInByAddress', tries: 20, within: 900, closedFor: 900, sentence: lockedOut },
	passwordCheck: { kind: 'passwordCheck', tries: 5, within: 900, closedFor: 900, sentence: lockedOut },
	codePerMinute: {
		kind: 'codePerMinute',
		tries: 1,
		within: 60,
		sentence: (wait) => `验证码刚刚发过，请${wait}后再获取。`
	},
	codePerHour: {
		kind: 'codePerHour',
		tries: 5,
		within: 3600,
		sentence: (wait) => `这个手机号获取验证码的次数太多，请${wait}后再试。`
	},
	codeByAddress: {
		kind: 'codeByAddress',
		tries: 20,
		within: 3600,
		sentence: (wait) => `这里获取验证码的次数太多，请${wait}后再试。`
	},
	// what nobody has proved to be their number is taken on trust, so not often
	callBackByPhone: {
		kind: 'callBackByPhone',
		tries: 5,
		within: 86_400,
		sentence: (wait) =>
			`这个手机号今天已经请我们回电五次了。请选“发短信验证码”，或者打电话给我们，也可以过${wait}再来。`
	},
	callBackByAddress: {
		kind: 'callBackByAddress',
		tries: 30,
		within: 3600,
		sentence: (wait) => `从您这里请我们回电的次数太多了。请选“发短信验证码”，或者打电话给我们，也可以过${wait}再来。`
	}
} satisfies Record<string, Gate>;

/**
 * Counts one try before it is made, so that parallel tries cannot slip past. Kept even if what follows fails: call it outside
 * a transaction. Returns how many tries are left. Errors: Refused, too often.
 */
export async function take({ db, clock }: Context, gate: Gate, subject: string): Promise<number> {
	const now = clock().getTime();
	const key = blindIndex(gate.kind, subject);
	const { left, wait } = await db.transaction().execute(async (transaction) => {
		// one statement: a success elsewhere may delete the row between an insert and a look at it
		const row = await transaction
			.insertInto('identity.throttle')
			.values({ kind: gate.kind, key, window_start: new Date(now), tries: 0 })
			.onConflict((conflict) =>
				conflict.columns(['kind', 'key']).doUpdateSet((known) => ({ tries: known.ref('identity.throttle.tries') }))
			)
			.returning(['window_start', 'tries', 'locked_until'])
			.executeTakeFirstOrThrow();
		const here = { kind: gate.kind, key };
		const lockedUntil = row.locked_until?.getTime() ?? 0;
		if (lockedUntil > now) return { left: 0, wait: Math.ceil((lockedUntil - now) / 1000) };
		const over = lockedUntil > 0 || row.window_start.getTime() + gate.within * 1000 <= now;
		const start = over ? now : row.window_start.getTime();
		const tries = over ? 1 : row.tries + 1;
		const closes = gate.closedFor === undefined ? start + gate.within * 1000 : now + gate.closedFor * 1000;
		await transaction
			.updateTable('identity.throttle')
			.set({ window_start: new Date(start), tries, locked_until: tries >= gate.tries ? new Date(closes) : null })
			.where('kind', '=', here.kind)
			.where('key', '=', here.key)
			.execute();
		return { left: gate.tries - tries, wait: 0 };
	});
	if (wait > 0) throw tooOften(gate, wait);
	return left;
}

/** Gives one try back: it was none of those that are counted. */
export async function giveBack({ db }: Context, gate: Gate, subject: string): Promise<void> {
	await db
		.updateTable('identity.throttle')
		.set((row) => ({ tries: row('tries', '-', 1), locked_until: null }))
		.where('kind', '=', gate.kind)
		.where('key', '=', blindIndex(gate.kind, subject))
		.where('tries', '>', 0)
		.execute();
}

/** Forgets all tries of this subject. */
export async function reopen({ db }: Context, gate: Gate, subject: string): Promise<void> {
	await db
		.deleteFrom('identity.throttle')
		.where('kind', '=', gate.kind)
		.where('key', '=', blindIndex(gate.kind, subject))
		.execute();
}

export const tooOften = (gate: Gate, seconds: number): Refused =>
	new Refused(gate.sentence(inWords(seconds)), 'tooOften', seconds);

const inWords = (seconds: number): string =>
	seconds <= 90
		? `${seconds}秒`
		: seconds <= 5400
			? `${Math.ceil(seconds / 60)}分钟`
			: `${Math.ceil(seconds / 3600)}小时`;
