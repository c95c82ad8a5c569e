import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import type { PostState, SignUpState } from '../lifecycle.ts';

export interface PostLine {
	id: string;
	reference: string;
	title: string;
	fieldName: string;
	communityName: string | null;
	organiser: string | null;
	state: PostState;
	/** The beginning of its next shift. */
	nextAt: Date | null;
}

const PAGE = 30;

/** Posts, the newest first; of some organisations, in one state. `after` is the `next` of the page before. */
export async function postsOf(
	db: Db,
	centreId: string,
	{
		state,
		organisationIds,
		after
	}: { state?: PostState | undefined; organisationIds?: readonly string[]; after?: string | undefined } = {}
): Promise<{ posts: PostLine[]; next: string | null }> {
	const rows = await db
		.selectFrom('posts.post as p')
		.innerJoin('directory.service_field as f', (join) =>
			join.onRef('f.centre_id', '=', 'p.centre_id').onRef('f.code', '=', 'p.field')
		)
		.leftJoin('directory.community as m', (join) =>
			join.onRef('m.centre_id', '=', 'p.centre_id').onRef('m.id', '=', 'p.community_id')
		)
		.leftJoin('directory.organisation as o', (join) =>
			join.onRef('o.centre_id', '=', 'p.centre_id').onRef('o.id', '=', 'p.organisation_id')
		)
		.select([
			'p.id',
			'p.reference',
			'p.title',
			'f.name as fieldName',
			'm.name as communityName',
			'o.name as organiser',
			sql<PostState>`p.state`.as('state'),
			'p.next_at as nextAt'
		])
		.where('p.centre_id', '=', centreId)
		.$if(state !== undefined, (query) => query.where('p.state', '=', state ?? ''))
		.$if(organisationIds !== undefined, (query) =>
			query.where('p.organisation_id', '=', sql<string>`any(${organisationIds ?? []}::uuid[])`)
		)
		.$if(isId(after), (query) => query.where('p.id', '<', after ?? ''))
		.orderBy('p.id', 'desc')
		.limit(PAGE + 1)
		.execute();
	const posts = rows.slice(0, PAGE);
	return { posts, next: rows.length > PAGE ? (posts.at(-1)?.id ?? null) : null };
}

/** The post with this reference, as it is read aloud or typed. */
export async function postByReference(db: Db, centreId: string, q: string): Promise<string | undefined> {
	const reference = q.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
	const row = await db
		.selectFrom('posts.post')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('reference', '=', reference)
		.executeTakeFirst();
	return row?.id;
}

export interface RosterEntry {
	memberId: string;
	personId: string;
	alias: string;
	/** Where they work. */
	unit: string | null;
	/** The organisation on whose roster they are. */
	rosterOf: string | null;
	organisationId: string | null;
	/** The organisation they belong to. */
	memberOf: string | null;
	state: SignUpState;
	skillsConfirmed: boolean;
	signedUpAt: Date;
}

/** Who is in a shift, by their places, then who waits, by their turns: for whoever organises it. */
export async function rosterEntries(db: Db, centreId: string, shiftId: string): Promise<RosterEntry[]> {
	return db
		.selectFrom('posts.sign_up as u')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'u.centre_id').onRef('m.id', '=', 'u.member_id')
		)
		.leftJoin('directory.organisation as w', (join) =>
			join.onRef('w.centre_id', '=', 'm.centre_id').onRef('w.id', '=', 'm.organisation_id')
		)
		.leftJoin('directory.organisation as o', (join) =>
			join.onRef('o.centre_id', '=', 'u.centre_id').onRef('o.id', '=', 'u.organisation_id')
		)
		.select([
			'u.member_id as memberId',
			'm.person_id as personId',
			'm.alias',
			'w.name as unit',
			'o.name as rosterOf',
			'u.organisation_id as organisationId',
			'm.organisation_id as memberOf',
			sql<SignUpState>`u.state`.as('state'),
			'u.skills_confirmed as skillsConfirmed',
			'u.signed_up_at as signedUpAt'
		])
		.where('u.centre_id', '=', centreId)
		.where('u.shift_id', '=', shiftId)
		.where('u.state', '<>', 'cancelled')
		.orderBy('u.state')
		.orderBy('u.place')
		.orderBy('u.turn')
		.execute();
}

export interface QuotaLine {
	organisationId: string;
	name: string;
	places: number;
	held: number;
}

export const quotasOf = (db: Db, centreId: string, shiftId: string): Promise<QuotaLine[]> =>
	db
		.selectFrom('posts.quota as q')
		.innerJoin('directory.organisation as o', (join) =>
			join.onRef('o.centre_id', '=', 'q.centre_id').onRef('o.id', '=', 'q.organisation_id')
		)
		.select([
			'q.organisation_id as organisationId',
			'o.name',
			'q.places',
			sql<number>`(select count(*)::int from posts.sign_up u where u.centre_id = q.centre_id and u.shift_id = q.shift_id
				and u.organisation_id = q.organisation_id and u.state = 'held')`.as('held')
		])
		.where('q.centre_id', '=', centreId)
		.where('q.shift_id', '=', shiftId)
		.where('q.places', '>', 0)
		.orderBy('o.name')
		.execute();

export interface QuotaShift {
	id: string;
	title: string;
	startsAt: Date;
	endsAt: Date;
	organisationId: string;
	places: number;
	held: number;
}

/** Shifts to come with places kept for these organisations, the next first. */
export const shiftsWithQuota = (
	db: Db,
	centreId: string,
	organisationIds: readonly string[],
	now: Date
): Promise<QuotaShift[]> =>
	db
		.selectFrom('posts.quota as q')
		.innerJoin('posts.shift as s', (join) =>
			join.onRef('s.centre_id', '=', 'q.centre_id').onRef('s.id', '=', 'q.shift_id')
		)
		.innerJoin('posts.post as p', (join) =>
			join.onRef('p.centre_id', '=', 's.centre_id').onRef('p.id', '=', 's.post_id')
		)
		.select([
			's.id',
			'p.title',
			's.starts_at as startsAt',
			's.ends_at as endsAt',
			'q.organisation_id as organisationId',
			'q.places',
			sql<number>`(select count(*)::int from posts.sign_up u where u.centre_id = q.centre_id and u.shift_id = q.shift_id
				and u.organisation_id = q.organisation_id and u.state = 'held')`.as('held')
		])
		.where('q.centre_id', '=', centreId)
		.where('q.organisation_id', '=', sql<string>`any(${organisationIds}::uuid[])`)
		.where('q.places', '>', 0)
		.where('s.state', '=', 'open')
		.where('s.ends_at', '>', now)
		.orderBy('s.starts_at')
		.orderBy('s.id')
		.limit(100)
		.execute();
