import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';
import type { Transaction } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import type { PostState } from '../lifecycle.ts';
import { shiftRow, shiftOf } from '../queries/shifts.server.ts';
import type { Shift } from '../shift.ts';

/** A post that this transaction alone may change until it ends. */
export interface LockedPost {
	centreId: string;
	id: string;
	title: string;
	state: PostState;
	organisationId: string | null;
}

/** Locks the row of a post; comes before the rows of its shifts. Errors: Missing. */
export async function lockPost(db: Transaction, centreId: string, id: string): Promise<LockedPost> {
	const row = isId(id)
		? await db
				.selectFrom('posts.post')
				.select(['id', 'title', 'state', 'organisation_id'])
				.where('centre_id', '=', centreId)
				.where('id', '=', id)
				.forNoKeyUpdate()
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing(NO_POST);
	return {
		centreId,
		id: row.id,
		title: row.title,
		state: row.state as PostState,
		organisationId: row.organisation_id
	};
}

export const NO_POST = '没有这个岗位，或者它还没有公开。';

/** A shift that this transaction alone may change until it ends, with what decides about its places. */
export interface LockedShift extends Shift {
	centreId: string;
	postState: PostState;
	skills: string[];
	skillsRequired: boolean;
}

/**
 * Locks the row of a shift, the first lock of everything that takes or gives a place; who is in it is read by the next
 * statement, which sees what the former holder of the lock has committed. Errors: Missing.
 */
export async function lockShift(db: Transaction, centreId: string, id: string): Promise<LockedShift> {
	const row = isId(id)
		? await shiftRow(db)
				.select(['p.state as post_state', 'p.skills', 'p.skills_required'])
				.where('s.centre_id', '=', centreId)
				.where('s.id', '=', id)
				.forNoKeyUpdate('s')
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing(NO_SHIFT);
	return {
		...shiftOf(row),
		centreId,
		postState: row.post_state as PostState,
		skills: row.skills,
		skillsRequired: row.skills_required
	};
}

export const NO_SHIFT = '没有这一班，请回到岗位页面再选一次。';

/** Locks a post, then one of its shifts: the order of whatever changes the times of a shift. Errors: Missing. */
export async function lockPostOf(db: Transaction, centreId: string, shiftId: string): Promise<LockedShift> {
	const row = isId(shiftId)
		? await db
				.selectFrom('posts.shift')
				.select('post_id')
				.where('centre_id', '=', centreId)
				.where('id', '=', shiftId)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing(NO_SHIFT);
	await lockPost(db, centreId, row.post_id);
	return lockShift(db, centreId, shiftId);
}

/**
 * Whoever gives members a place holds their locks to the end, all taken at once and in one order, after the lock of the shift:
 * of two shifts that clash the second sees the first.
 */
export async function lockMembers(db: Transaction, memberIds: readonly string[]): Promise<void> {
	if (memberIds.length === 0) return;
	await sql`
		select pg_advisory_xact_lock(hashtextextended('posts.member:' || id, 0))
		from (select distinct unnest(${memberIds}::text[]) as id order by id) as members`.execute(db);
}

/** When the next open shift of a post begins: what the public list goes by. The post is locked. */
export async function keepNext({ db, clock }: Pick<Work, 'db' | 'clock'>, centreId: string, postId: string) {
	await sql`
		update posts.post set next_at = (
			select min(starts_at) from posts.shift
			where centre_id = ${centreId} and post_id = ${postId} and state = 'open' and starts_at > ${clock()})
		where centre_id = ${centreId} and id = ${postId}`.execute(db);
}
