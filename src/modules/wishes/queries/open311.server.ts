import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import type { WishState } from '../lifecycle.ts';
import type { WishKind } from '../wish.ts';

/** A wish on the wall as civic clients read it: what the wall says, and when. */
export interface PublicRequest {
	reference: string;
	kind: WishKind;
	state: WishState;
	category: string;
	categoryName: string;
	communityName: string;
	title: string;
	publicText: string;
	/** The id of its public picture. */
	coverId: string | null;
	requestedAt: Date;
	/** When its state last changed. */
	updatedAt: Date;
}

export interface PublicRequestFilter {
	/** Both inclusive, of the moment at which it was collected. */
	from: Date;
	to: Date;
	/** Any of these; all when left out. */
	services?: readonly { kind: WishKind; category: string }[] | undefined;
	states?: readonly WishState[] | undefined;
	limit: number;
	offset: number;
}

/** What is on the wall and was collected in a span of time, the newest first. */
export async function publicRequests(db: Db, centreId: string, filter: PublicRequestFilter): Promise<PublicRequest[]> {
	const { from, to, services, states, limit, offset } = filter;
	const ofService = services?.map(({ kind, category }) => sql`(w.kind = ${kind} and w.category = ${category})`);
	const where = sql.join(
		[
			sql`w.centre_id = ${centreId} and w.on_wall`,
			// the days are a range of the index of the ledger
			sql`w.collected_on between (${from}::timestamptz at time zone 'Asia/Shanghai')::date and (${to}::timestamptz at time zone 'Asia/Shanghai')::date`,
			sql`${requestedAt} between ${from}::timestamptz and ${to}::timestamptz`,
			...(ofService ? [ofService.length > 0 ? sql`(${sql.join(ofService, sql` or `)})` : sql`false`] : []),
			...(states ? [sql`w.state = any(${[...states]}::text[])`] : [])
		],
		sql` and `
	);
	const page = sql`order by w.collected_on desc, w.id desc limit ${limit} offset ${offset}`;
	return (await requestsWhere(where, page).execute(db)).rows;
}

/** Any wish, by reference or id. What is not on the wall is known by its state alone. */
export interface KnownRequest {
	reference: string;
	state: WishState;
	shown: PublicRequest | null;
}

/** The wishes with these references or ids, as far as there are any, in no particular order. */
export async function requestsByName(db: Db, centreId: string, names: readonly string[]): Promise<KnownRequest[]> {
	const ids = names.map((name) => name.toLowerCase()).filter((name) => isId(name));
	const references = names.map((name) => name.toUpperCase());
	const named = sql`w.centre_id = ${centreId} and (w.reference = any(${references}::text[]) or w.id = any(${ids}::uuid[]))`;
	const { rows } = await sql<{ reference: string; state: WishState }>`
		select w.reference, w.state from wishes.wish as w where ${named}`.execute(db);
	const { rows: shown } = await requestsWhere(sql`${named} and w.on_wall`, sql``).execute(db);
	return rows.map((row) => ({ ...row, shown: shown.find(({ reference }) => reference === row.reference) ?? null }));
}

/** An entry of an older ledger was made long after its day: then only the day is known. */
const requestedAt = sql<Date>`case when (w.created_at at time zone 'Asia/Shanghai')::date = w.collected_on
	then w.created_at else w.collected_on::timestamp at time zone 'Asia/Shanghai' end`;

const requestsWhere = (where: RawBuilder<unknown>, page: RawBuilder<unknown>) => sql<PublicRequest>`
	select w.reference, w.kind, w.state, w.category, c.name as "categoryName", m.name as "communityName", w.title,
		w.public_text as "publicText", cover.id as "coverId", ${requestedAt} as "requestedAt",
		coalesce(f.at, ${requestedAt}) as "updatedAt"
	from (select * from wishes.wish as w where ${where} ${page}) as w
	join wishes.category as c on c.centre_id = w.centre_id and c.code = w.category
	join directory.community as m on m.centre_id = w.centre_id and m.id = w.community_id
	left join lateral (
		select p.id from wishes.wish_picture as wp
		join files.picture as p on p.centre_id = wp.centre_id and p.id = wp.picture_id
		where wp.centre_id = w.centre_id and wp.wish_id = w.id and p.public
		order by wp.stage = 'after' desc, wp.position limit 1
	) as cover on true
	left join lateral (
		select max(at) as at from kernel.fact
		where centre_id = w.centre_id and subject_kind = 'wish' and subject_id = w.id
			and data ->> 'to' is distinct from data ->> 'from'
	) as f on true
	order by w.collected_on desc, w.id desc`;
