import { sql, type RawBuilder } from 'kysely';
import { PLANNED_ANEW } from '#kernel/prepared.ts';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import { openStates, type WishState } from '../lifecycle.ts';
import type { WishKind } from '../wish.ts';
import { cardsOf, toCard, type WishCardView } from './card.server.ts';
import { cursorAt, cursorIn } from './cursor.ts';
import { findWords, wordsIn, type Line } from './search.server.ts';

/** Parts of the wall: what still needs somebody (longest waiting first), what is under way, what came true (newest first). */
export const wallParts = { open: '等人认领', underway: '正在办', fulfilled: '已经实现', all: '全部' } as const;
export type WallPart = keyof typeof wallParts;

export interface WallFilter {
	part?: WallPart | undefined;
	kind?: WishKind | undefined;
	state?: WishState | undefined;
	category?: string | undefined;
	communityId?: string | undefined;
	/** Words, all of which stand in its title, text or alias. */
	q?: string | undefined;
	/** The `next` of the page before. */
	after?: string | undefined;
	limit?: number | undefined;
}

export interface WallPage {
	wishes: WishCardView[];
	/** Where the next page begins; null on the last. */
	next: string | null;
}

const PAGE = 12;

/** The public wall of a centre. An unknown filter value finds nothing; a malformed cursor begins anew. */
export async function wall(db: Db, centreId: string, filter: WallFilter = {}): Promise<WallPage> {
	const { part = 'all', q, limit = PAGE } = filter;
	const words = wordsIn(q);
	const line: Line = {
		direction: part === 'open' ? 'asc' : 'desc',
		// words are found by the month of their publication
		day: part === 'fulfilled' && words.length === 0 ? 'completed_on' : 'published_on',
		cursor: cursorIn(filter.after)
	};
	const where = conditionOf(centreId, filter, line);
	let query = cardsOf(db)
		.orderBy(`w.${line.day}`, line.direction)
		.orderBy('w.id', line.direction)
		.limit(limit + 1)
		.where(where);
	if (words.length > 0) {
		const found = await findWords(db, { centreId, words, where, line, limit: limit + 1 });
		query = query.where('w.id', '=', sql<string>`any(${found}::uuid[])`);
	}
	const rows = await query.execute();
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return {
		wishes: shown.map(toCard),
		next: rows.length > limit && last ? cursorAt(last[line.day] ?? '', last.id) : null
	};
}

/** What a list shows, as a condition on wishes.wish w. */
function conditionOf(centreId: string, filter: WallFilter, { direction, day, cursor }: Line): RawBuilder<boolean> {
	const { part = 'all', kind, state, category, communityId } = filter;
	const conditions = [sql`w.centre_id = ${centreId} and w.on_wall`];
	// written out, so that the planner sees that an index is of just these
	if (part === 'fulfilled') conditions.push(sql`w.completed_on is not null`);
	else if (part !== 'all') conditions.push(sql`w.state in (${sql.join(statesOf[part].map((one) => sql.lit(one)))})`);
	if (state) conditions.push(sql`w.state = ${state}`);
	if (kind) conditions.push(sql`w.kind = ${kind}`);
	if (category) conditions.push(sql`w.category = ${category}`);
	if (communityId) conditions.push(sql`w.community_id = ${isId(communityId) ? communityId : centreId}`);
	// which index is best depends on how many there are of a kind
	if (state || kind || category || communityId) conditions.push(sql`${sql.raw(PLANNED_ANEW)} true`);
	if (cursor)
		conditions.push(
			sql`(${sql.ref(`w.${day}`)}, w.id) ${sql.raw(direction === 'asc' ? '>' : '<')} (${cursor.day}::date, ${cursor.id}::uuid)`
		);
	return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** How many wait for somebody, counted up to a bound: a wall says “200+” rather than count a million. */
export async function countOpen(db: Db, centreId: string, most = 200): Promise<number> {
	const { rows } = await sql<{ n: number }>`
		select count(*) as n from (
			select from wishes.wish
			where centre_id = ${centreId} and on_wall and state in ('published', 'partiallyClaimed') limit ${most}
		) as open`.execute(db);
	return rows[0]?.n ?? 0;
}

const statesOf: Record<'open' | 'underway', readonly WishState[]> = {
	open: openStates,
	underway: ['claimed', 'assessing', 'implementing', 'submitted']
};
