import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import type { WishKind, WishState } from '#modules/wishes/index.ts';
import type { CountedFilter } from '../figure.ts';
import { countedBy } from './counting.server.ts';

/** One of the wishes behind a figure, as far as it is public. */
export interface CountedWish {
	id: string;
	kind: WishKind;
	state: WishState;
	title: string;
	alias: string;
	categoryName: string;
	communityName: string;
	collectedOn: string;
}

export interface CountedWishes {
	/** How many are behind the figure. */
	count: number;
	/** How many of them are not public, so that they are counted but not shown. */
	hidden: number;
	wishes: CountedWish[];
	/** The `after` of the next page; null on the last. */
	next: string | null;
}

const PAGE = 50;

/** The rows behind a figure, the newest first. A malformed `after` begins anew. */
export async function countedWishes(
	db: Db,
	centreId: string,
	filter: CountedFilter,
	after?: string | null
): Promise<CountedWishes> {
	const [day, id] = after?.split('_') ?? [];
	const isCursor = z.iso.date().safeParse(day).success && isId(id);
	const { rows } = await sql<CountedWish>`
		select w.id, w.kind, w.state, w.title, w.alias, c.name as "categoryName", m.name as "communityName",
			w.collected_on as "collectedOn"
		from wishes.wish w
			join wishes.category c on c.centre_id = w.centre_id and c.code = w.category
			join directory.community m on m.centre_id = w.centre_id and m.id = w.community_id
		where ${countedBy(centreId, filter)} and w.on_wall
			and ${isCursor ? sql`(w.collected_on, w.id) < (${day}::date, ${id}::uuid)` : sql`true`}
		order by w.collected_on desc, w.id desc limit ${PAGE + 1}`.execute(db);
	const wishes = rows.slice(0, PAGE);
	const last = wishes.at(-1);
	return {
		...(await countOf(db, centreId, filter)),
		wishes,
		next: rows.length > PAGE && last ? `${last.collectedOn}_${last.id}` : null
	};
}

async function countOf(db: Db, centreId: string, filter: CountedFilter): Promise<{ count: number; hidden: number }> {
	const { rows } = await sql<{ count: number; hidden: number }>`
		select count(*) as count, count(*) filter (where not w.on_wall) as hidden
		from wishes.wish w where ${countedBy(centreId, filter)}`.execute(db);
	return rows[0] as { count: number; hidden: number };
}
