import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import type { ShiftState, SignUpState } from '../lifecycle.ts';
import type { OwnShift, Shift } from '../shift.ts';

export const shiftRow = (db: Db) =>
	db
		.selectFrom('posts.shift as s')
		.innerJoin('posts.post as p', (join) =>
			join.onRef('p.centre_id', '=', 's.centre_id').onRef('p.id', '=', 's.post_id')
		)
		.select([
			's.id',
			's.post_id',
			'p.title',
			'p.field',
			sql<string>`coalesce(s.place, p.place)`.as('place'),
			'p.community_id',
			'p.organisation_id',
			's.starts_at',
			's.ends_at',
			's.places',
			's.state'
		]);

type Row = Awaited<ReturnType<ReturnType<typeof shiftRow>['executeTakeFirstOrThrow']>>;

export const shiftOf = (row: Row): Shift => ({
	id: row.id,
	postId: row.post_id,
	title: row.title,
	field: row.field,
	place: row.place,
	communityId: row.community_id,
	organisationId: row.organisation_id,
	startsAt: row.starts_at,
	endsAt: row.ends_at,
	places: row.places,
	state: row.state as ShiftState
});

/** Undefined when the centre has no such shift. */
export async function shiftById(db: Db, centreId: string, shiftId: string): Promise<Shift | undefined> {
	if (!isId(shiftId)) return undefined;
	const row = await shiftRow(db).where('s.centre_id', '=', centreId).where('s.id', '=', shiftId).executeTakeFirst();
	return row && shiftOf(row);
}

/** For making and checking the codes that are shown at the place, and for nothing else. */
export async function shiftSecret(db: Db, centreId: string, shiftId: string): Promise<Buffer | undefined> {
	if (!isId(shiftId)) return undefined;
	const row = await db
		.selectFrom('posts.shift')
		.select('secret')
		.where('centre_id', '=', centreId)
		.where('id', '=', shiftId)
		.executeTakeFirst();
	return row?.secret;
}

const MOST = 200;

/** The shifts a member is in or waits for, by their beginning; those that end after `from` and begin before `to`. At most 200. */
export async function shiftsOfMember(
	db: Db,
	centreId: string,
	memberId: string,
	{ from, to }: { from?: Date; to?: Date } = {}
): Promise<OwnShift[]> {
	const rows = await ownRow(db)
		.where('u.centre_id', '=', centreId)
		.where('u.member_id', '=', memberId)
		.where('u.state', 'in', ['held', 'waiting'])
		// a shift lasts a day at most: the index goes by its beginning
		.$if(from !== undefined, (query) =>
			query
				.where('u.starts_at', '>', new Date((from as Date).getTime() - 86_400_000))
				.where('u.ends_at', '>', from as Date)
		)
		.$if(to !== undefined, (query) => query.where('u.starts_at', '<', to as Date))
		.orderBy('u.starts_at')
		.orderBy('u.id')
		.limit(MOST)
		.execute();
	return rows.map(ownShiftOf);
}

const PAGE = 20;

/** What is over for a member, the last first: shifts that ended, and those they left or that were cancelled. `after`: the `next` before. */
export async function pastShiftsOfMember(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	centreId: string,
	memberId: string,
	after?: string
): Promise<{ shifts: OwnShift[]; next: string | null }> {
	const rows = await ownRow(db)
		.where('u.centre_id', '=', centreId)
		.where('u.member_id', '=', memberId)
		.where((where) => where.or([where('u.ends_at', '<=', clock()), where('u.state', '=', 'cancelled')]))
		.$if(isId(after), (query) =>
			query.where(
				sql<boolean>`(u.starts_at, u.id) < (select starts_at, id from posts.sign_up where centre_id = ${centreId} and id = ${after})`
			)
		)
		.orderBy('u.starts_at', 'desc')
		.orderBy('u.id', 'desc')
		.limit(PAGE + 1)
		.execute();
	const shown = rows.slice(0, PAGE);
	return {
		shifts: shown.map(ownShiftOf),
		next: rows.length > PAGE ? (shown.at(-1)?.sign_up_id ?? null) : null
	};
}

/** What a member has or had in one shift: the newest sign-up, if there was any. */
export async function ownSignUp(
	db: Db,
	centreId: string,
	memberId: string,
	shiftId: string
): Promise<OwnShift | undefined> {
	const row = await ownRow(db)
		.where('u.centre_id', '=', centreId)
		.where('u.member_id', '=', memberId)
		.where('u.shift_id', '=', shiftId)
		.orderBy('u.id', 'desc')
		.executeTakeFirst();
	return row && ownShiftOf(row);
}

const ownRow = (db: Db) =>
	shiftRow(db)
		.innerJoin('posts.sign_up as u', (join) =>
			join.onRef('u.centre_id', '=', 's.centre_id').onRef('u.shift_id', '=', 's.id')
		)
		.select(['u.state as sign_up', 'u.id as sign_up_id', 'u.organisation_id as roster_of', 's.note']);

const ownShiftOf = (row: Awaited<ReturnType<ReturnType<typeof ownRow>['executeTakeFirstOrThrow']>>): OwnShift => ({
	...shiftOf(row),
	signUp: row.sign_up as SignUpState,
	signUpId: row.sign_up_id,
	rosterOf: row.roster_of,
	note: row.note
});

export interface RosterLine {
	memberId: string;
	/** How they are called in public. */
	alias: string;
	/** The organisation on whose roster they are. */
	organisationId: string | null;
	state: SignUpState;
}

/** Who is in a shift, by their places, then who waits, by their turns. */
export async function rosterOf(db: Db, centreId: string, shiftId: string): Promise<RosterLine[]> {
	const rows = await db
		.selectFrom('posts.sign_up as u')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'u.centre_id').onRef('m.id', '=', 'u.member_id')
		)
		.select(['u.member_id as memberId', 'm.alias', 'u.organisation_id as organisationId', 'u.state'])
		.where('u.centre_id', '=', centreId)
		.where('u.shift_id', '=', shiftId)
		.where('u.state', '<>', 'cancelled')
		.orderBy('u.state')
		.orderBy('u.place')
		.orderBy('u.turn')
		.execute();
	return rows.map((row) => ({ ...row, state: row.state as SignUpState }));
}
