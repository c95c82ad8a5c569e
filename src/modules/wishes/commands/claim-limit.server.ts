import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { standingOf } from '#modules/directory/server.ts';
import { activeStates } from '../lifecycle.ts';
import { claimLimits } from '../settings.ts';
import type { Claimer } from '../wish.ts';
import type { LockedWish } from './lock.server.ts';

/**
 * A claimer has so many wishes in hand at once and no more. The lock of the claimer comes after that of the wish, always, and
 * is held to the end: of two claims of one claimer the second counts the first. Errors: Conflict.
 */
export async function requireRoom(
	work: Work,
	{ centreId }: Pick<LockedWish, 'centreId'>,
	{ kind, id }: Claimer,
	isOwn: boolean
): Promise<void> {
	const { db } = work;
	await sql`select pg_advisory_xact_lock(hashtextextended(${`wishes.claimer:${id}`}, 0))`.execute(db);
	// a statement of its own: it sees what the last holder of the lock has committed
	const held = await heldBy(work, centreId, { kind, id });
	// no limit is below one, so nobody has to look it up for a first claim
	if (held === 0) return;
	const { value: most } = await standingOf(db, centreId, claimLimits[kind], shanghaiDate(work.clock()));
	if (held < most) return;
	throw new Conflict(isOwn ? OWN[kind](held, most) : OTHERS[kind](held, most));
}

async function heldBy({ db }: Work, centreId: string, { kind, id }: Claimer): Promise<number> {
	const { held } = await db
		.selectFrom('wishes.claim as c')
		.innerJoin('wishes.wish as w', (join) =>
			join.onRef('w.centre_id', '=', 'c.centre_id').onRef('w.id', '=', 'c.wish_id')
		)
		.select(({ fn }) => fn.countAll<string>().as('held'))
		.where('c.centre_id', '=', centreId)
		.where(kind === 'member' ? 'c.member_id' : 'c.organisation_id', '=', id)
		.where('c.state', '=', 'held')
		.where('w.state', 'in', activeStates)
		.executeTakeFirstOrThrow();
	return Number(held);
}

type Words = Record<Claimer['kind'], (held: number, most: number) => string>;

const OWN: Words = {
	member: (held, most) =>
		`您手上还有${held}个没办完的，每位党员同时最多认领${most}个。请先办完一个，或者退出一个，再来认领。谢谢您的热心。`,
	organisation: (held, most) =>
		`贵单位手上还有${held}个没办完的，每个单位同时最多认领${most}个。请先办完一个，或者退出一个，再来认领。`
};
const OTHERS: Words = {
	member: (held, most) =>
		`这位党员手上还有${held}个没办完的，每位党员同时最多认领${most}个。请换一位，或者等办完一个再登记。`,
	organisation: (held, most) =>
		`这个单位手上还有${held}个没办完的，每个单位同时最多认领${most}个。请换一个单位，或者等办完一个再登记。`
};
