import { sql, type RawBuilder } from 'kysely';
import { PLANNED_ANEW } from '#kernel/prepared.ts';
import type { Context } from '#kernel/command.ts';
import { isId } from '#kernel/ids.ts';
import { addDays, days } from '#modules/deadlines/index.ts';
import { releasedBefore } from '../commands/room.server.ts';
import { momentAt } from '../series.ts';
import { freeOf } from './free.server.ts';
import { findWords, wordsIn } from './post-words.server.ts';

export interface PostFilter {
	field?: string | undefined;
	communityId?: string | undefined;
	/** With a shift on this day, YYYY-MM-DD in Shanghai. */
	day?: string | undefined;
	/** Words, all of which stand in its title, place or description. */
	q?: string | undefined;
	/** The `next` of the page before. */
	after?: string | undefined;
	limit?: number | undefined;
}

export interface PostCardView {
	id: string;
	reference: string;
	title: string;
	field: { code: string; name: string };
	community: { id: string; name: string } | null;
	/** Null: the centre. */
	organiser: string | null;
	place: string;
	description: string;
	skills: string[];
	skillsRequired: boolean;
	/** The next shift, or the first one on the day that was asked for. */
	shift: { id: string; startsAt: Date; endsAt: Date; places: number; free: number };
	/** Whether others follow. */
	hasMore: boolean;
}

const PAGE = 12;

/** What members can sign up for, the soonest first. An unknown filter value finds nothing; a malformed cursor begins anew. */
export async function openPosts(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	centreId: string,
	filter: PostFilter = {}
): Promise<{ posts: PostCardView[]; next: string | null }> {
	const { limit = PAGE, day } = filter;
	const now = clock();
	const from = day ? later(now, momentAt(day, '00:00')) : now;
	const source = day ? onDay(centreId, from, momentAt(addDays(day, days(1)), '00:00')) : COMING;
	const where = conditionOf(centreId, from, filter);
	const words = wordsIn(filter.q);
	const found = words.length > 0 && (await findWords(db, { source, where, words, limit: limit + 1 }));
	const only = found ? sql`${where} and p.id = any(${found}::uuid[])` : where;
	const { rows } = await sql<Row>`
		select p.id, p.reference, p.title, p.field, f.name as field_name, p.community_id, m.name as community_name,
			o.name as organiser, coalesce(s.place, p.place) as place, p.description, p.skills, p.skills_required, p.at,
			s.id as shift_id, s.starts_at, s.ends_at, s.places, ${freeOf(await releasedBefore(db, centreId, now))} as free,
			exists (select from posts.shift more where more.centre_id = p.centre_id and more.post_id = p.id
				and more.state = 'open' and more.starts_at > s.starts_at) as has_more
		from (select p.*, n.at from ${source} where ${only} order by n.at, p.id limit ${limit + 1}) as p
		join directory.service_field f on f.centre_id = p.centre_id and f.code = p.field
		left join directory.community m on m.centre_id = p.centre_id and m.id = p.community_id
		left join directory.organisation o on o.centre_id = p.centre_id and o.id = p.organisation_id
		cross join lateral (
			select * from posts.shift s where s.centre_id = p.centre_id and s.post_id = p.id and s.state = 'open'
				and s.starts_at >= ${from} order by s.starts_at, s.id limit 1) as s
		order by p.at, p.id`.execute(db);
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return { posts: shown.map(toCard), next: rows.length > limit && last ? `${last.at.getTime()}_${last.id}` : null };
}

/** Posts p with the time n.at by which they are listed: that of their next shift. */
const COMING = sql`posts.post p cross join lateral (select p.next_at as at) as n`;

/** The same by their first shift of a day. */
const onDay = (centreId: string, from: Date, until: Date) => sql`
	(select centre_id, post_id, min(starts_at) as at from posts.shift
		where centre_id = ${centreId} and state = 'open' and starts_at >= ${from} and starts_at < ${until}
		group by centre_id, post_id) as n
	join posts.post p on p.centre_id = n.centre_id and p.id = n.post_id`;

function conditionOf(centreId: string, from: Date, { field, communityId, after }: PostFilter): RawBuilder<boolean> {
	const conditions = [
		sql`p.centre_id = ${centreId} and p.state = 'open' and p.next_at is not null and n.at >= ${from}`
	];
	if (field) conditions.push(sql`p.field = ${field}`);
	if (communityId) conditions.push(sql`p.community_id = ${isId(communityId) ? communityId : centreId}`);
	// which index is best depends on how many there are of a kind
	if (field || communityId) conditions.push(sql`${sql.raw(PLANNED_ANEW)} true`);
	const [, time, id] = /^(\d{1,13})_([\da-f-]{36})$/.exec(after ?? '') ?? [];
	if (time && isId(id)) conditions.push(sql`(n.at, p.id) > (${new Date(Number(time))}, ${id}::uuid)`);
	return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);

interface Row {
	id: string;
	reference: string;
	title: string;
	field: string;
	field_name: string;
	community_id: string | null;
	community_name: string | null;
	organiser: string | null;
	place: string;
	description: string;
	skills: string[];
	skills_required: boolean;
	shift_id: string;
	starts_at: Date;
	ends_at: Date;
	places: number;
	free: number;
	has_more: boolean;
	at: Date;
}

const toCard = (row: Row): PostCardView => ({
	id: row.id,
	reference: row.reference,
	title: row.title,
	field: { code: row.field, name: row.field_name },
	community: row.community_id === null ? null : { id: row.community_id, name: row.community_name ?? '' },
	organiser: row.organiser,
	place: row.place,
	description: row.description,
	skills: row.skills,
	skillsRequired: row.skills_required,
	shift: { id: row.shift_id, startsAt: row.starts_at, endsAt: row.ends_at, places: row.places, free: row.free },
	hasMore: row.has_more
});
