import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import type { WishKind, WishState } from '#modules/wishes/index.ts';
import type { CountedFilter } from '../figure.ts';
import { countedBy } from './counting.server.ts';
import { countOf } from './row-count.server.ts';

/** One of the wishes behind a figure. Title and alias are the public ones: none before publication. */
export interface CountedWish {
	id: string;
	reference: string;
	kind: WishKind;
	state: WishState;
	title: string | null;
	alias: string | null;
	categoryName: string;
	communityName: string;
	collectedOn: string;
}

export interface CountedWishes {
	/** How many are behind the figure. */
	count: number;
	/** How many of them are not public, so that they are counted but not shown to the public. */
	hidden: number;
	wishes: CountedWish[];
	/** The `after` of the next page; null on the last. */
	next: string | null;
}

const PAGE = 50;

interface Page {
	after?: string | null;
	/** What the public may see, or what staff may. */
	whose?: 'public' | 'staff';
}

/** The rows behind a figure, the newest first. A malformed `after` begins anew. */
export async function countedWishes(
	db: Db,
	centreId: string,
	filter: CountedFilter,
	{ after, whose = 'public' }: Page = {}
): Promise<CountedWishes> {
	const counted = await countOf(db, centreId, filter);
	// nothing would be found, after a search through everything
	if (counted.count === (whose === 'public' ? counted.hidden : 0)) return { ...counted, wishes: [], next: null };
	const [day, id] = after?.split('_') ?? [];
	const isCursor = z.iso.date().safeParse(day).success && isId(id);
	const { rows } = await sql<CountedWish>`
		select w.id, w.reference, w.kind, w.state, w.title, w.alias, c.name as "categoryName", m.name as "communityName",
			w.collected_on as "collectedOn"
		from wishes.wish w
			join wishes.category c on c.centre_id = w.centre_id and c.code = w.category
			join directory.community m on m.centre_id = w.centre_id and m.id = w.community_id
		where ${countedBy(centreId, filter)} and ${whose === 'public' ? sql`w.on_wall` : sql`true`}
			and ${isCursor ? sql`(w.collected_on, w.id) < (${day}::date, ${id}::uuid)` : sql`true`}
		order by w.collected_on desc, w.id desc limit ${PAGE + 1}`.execute(db);
	const wishes = rows.slice(0, PAGE);
	const last = wishes.at(-1);
	return { ...counted, wishes, next: rows.length > PAGE && last ? `${last.collectedOn}_${last.id}` : null };
}
