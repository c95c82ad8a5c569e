import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { standingOf } from '#modules/directory/server.ts';
import { openingSettings, type OpeningLimits } from './settings.ts';
import type { UnusualRule } from './unusual.ts';

/** An opening to be looked at, with what its like tell. */
export interface WatchedOpening {
	id: string;
	at: Date;
	viewerId: string;
	/** In words, as the person reads it. */
	as: string;
	subject: { kind: string; id: string };
	thatDay: number;
	samePerson: number;
	sameReason: number;
}

/** How far a centre's openings were looked at: at once, and again when their time to be followed up was over. */
export interface WatchedUntil {
	looked: Date;
	followed: Date;
}

/** What holds in a centre on a day. */
export async function openingLimits(db: Db, centreId: string, on: string): Promise<OpeningLimits> {
	const entries = Object.entries(openingSettings);
	const values = await Promise.all(
		entries.map(async ([, setting]) => (await standingOf(db, centreId, setting, on)).value)
	);
	return Object.fromEntries(entries.map(([name], at) => [name, values[at]])) as OpeningLimits;
}

/** Locked: one process at a time looks through a centre. A centre that was never looked through begins at `from`. */
export async function watchedUntil({ db }: Work, centreId: string, from: Date): Promise<WatchedUntil> {
	await db
		.insertInto('people.opening_watch')
		.values({ centre_id: centreId, looked_until: from, followed_until: from })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return db
		.selectFrom('people.opening_watch')
		.select(['looked_until as looked', 'followed_until as followed'])
		.where('centre_id', '=', centreId)
		.forUpdate()
		.executeTakeFirstOrThrow();
}

export const keepWatchedUntil = ({ db }: Work, centreId: string, until: WatchedUntil) =>
	db
		.updateTable('people.opening_watch')
		.set({ looked_until: until.looked, followed_until: until.followed })
		.where('centre_id', '=', centreId)
		.execute();

/** The openings after one moment up to another, the oldest first; some more than `most` when they were at the same moment. */
export async function openingsBetween(
	{ db }: Work,
	centreId: string,
	{ after, until, most }: { after: Date; until: Date; most: number }
): Promise<WatchedOpening[]> {
	const { rows } = await sql<Omit<WatchedOpening, 'subject'> & { kind: string; subjectId: string }>`
		select d.id, d.at, d.viewer_id as "viewerId", d.viewer_role as "as", d.subject_kind as kind, d.subject_id as "subjectId",
			${likeIt(sql`o.at >= date_trunc('day', d.at, 'Asia/Shanghai')`)} as "thatDay",
			${likeIt(sql`o.person_id = d.person_id and o.at > d.at - interval '7 days'`)} as "samePerson",
			${likeIt(sql`md5(o.reason) = md5(d.reason) and o.at > d.at - interval '30 days'`)} as "sameReason"
		from people.disclosure d
		where d.centre_id = ${centreId} and d.at > ${after} and d.at <= ${until}
		order by d.at fetch first ${most} rows with ties`.execute(db);
	return rows.map(({ kind, subjectId, ...row }) => ({ ...row, subject: { kind, id: subjectId } }));
}

/** How many openings of the same account are like this one, itself included; nobody needs to know of more than a thousand. */
const likeIt = (like: ReturnType<typeof sql>) => sql<number>`(
	select count(*) from (
		select from people.disclosure o
		where o.centre_id = d.centre_id and o.viewer_id = d.viewer_id and o.at <= d.at and ${like} limit 1000
	) as alike)`;

/** Keeps why an opening stands out; what was found before stays, and whether somebody has checked it. */
export async function markUnusual(
	{ db, clock }: Work,
	centreId: string,
	{ id, viewerId, at }: Pick<WatchedOpening, 'id' | 'viewerId' | 'at'>,
	rules: readonly UnusualRule[]
): Promise<void> {
	if (rules.length === 0) return;
	await sql`
		insert into people.unusual_opening as u (centre_id, disclosure_id, viewer_id, at, rules, found_at)
		values (${centreId}, ${id}, ${viewerId}, ${at}, ${rules}::text[], ${clock()})
		on conflict (centre_id, disclosure_id) do update
		set rules = array(select distinct unnest(u.rules || excluded.rules) order by 1)`.execute(db);
}
