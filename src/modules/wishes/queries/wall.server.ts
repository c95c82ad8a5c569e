import { sql, type ExpressionBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';
import type { DB } from '#kernel/tables.ts';
import { isId } from '#kernel/ids.ts';
import { cursorAt, cursorIn } from './cursor.ts';
import { fulfilledStates, openStates, type WishState } from '../lifecycle.ts';
import type { WishKind } from '../wish.ts';

/** What the public may know of a wish, on one card. */
export interface WishCardView {
	id: string;
	reference: string;
	kind: WishKind;
	state: WishState;
	category: { code: string; name: string };
	community: { id: string; name: string };
	title: string;
	publicText: string;
	alias: string;
	places: number;
	claimed: number;
	publishedOn: string;
	completedOn: string | null;
	cover: CoverPicture | null;
}

export interface CoverPicture {
	id: string;
	width: number;
	height: number;
	alt: string;
}

/** Parts of the wall: what still needs somebody (longest waiting first), what is under way, what came true (newest first). */
export const wallParts = { open: '等人认领', underway: '正在办', fulfilled: '已经实现', all: '全部' } as const;
export type WallPart = keyof typeof wallParts;

export interface WallFilter {
	part?: WallPart | undefined;
	kind?: WishKind | undefined;
	state?: WishState | undefined;
	category?: string | undefined;
	communityId?: string | undefined;
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
	const { part = 'all', limit = PAGE } = filter;
	const direction = part === 'open' ? 'asc' : 'desc';
	const cursor = cursorIn(filter.after);
	let query = cardsOf(db)
		.where('w.centre_id', '=', centreId)
		.where('w.on_wall', '=', true)
		.orderBy('w.published_on', direction)
		.orderBy('w.id', direction)
		.limit(limit + 1);
	const states = statesOf(part);
	if (states) query = query.where('w.state', 'in', states);
	if (filter.state) query = query.where('w.state', '=', filter.state);
	if (filter.kind) query = query.where('w.kind', '=', filter.kind);
	if (filter.category) query = query.where('w.category', '=', filter.category);
	if (filter.communityId)
		query = query.where('w.community_id', '=', isId(filter.communityId) ? filter.communityId : centreId);
	if (cursor)
		query = query.where(
			sql<boolean>`(w.published_on, w.id) ${sql.raw(direction === 'asc' ? '>' : '<')} (${cursor.day}::date, ${cursor.id}::uuid)`
		);
	const rows = await query.execute();
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return {
		wishes: shown.map(toCard),
		next: rows.length > limit && last ? cursorAt(last.published_on ?? '', last.id) : null
	};
}

/** One wish as the public may see it; undefined when it is not on the wall. */
export async function cardOf(db: Db, centreId: string, id: string): Promise<WishCardView | undefined> {
	if (!isId(id)) return undefined;
	const row = await cardsOf(db)
		.where('w.centre_id', '=', centreId)
		.where('w.id', '=', id)
		.where('w.on_wall', '=', true)
		.executeTakeFirst();
	return row && toCard(row);
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

const UNDERWAY: WishState[] = ['claimed', 'assessing', 'implementing', 'submitted'];

const statesOf = (part: WallPart): readonly WishState[] | undefined =>
	({ open: openStates, underway: UNDERWAY, fulfilled: fulfilledStates, all: undefined })[part];

const cardsOf = (db: Db) =>
	db
		.selectFrom('wishes.wish as w')
		.innerJoin('wishes.category as c', (join) =>
			join.onRef('c.centre_id', '=', 'w.centre_id').onRef('c.code', '=', 'w.category')
		)
		.innerJoin('directory.community as m', (join) =>
			join.onRef('m.centre_id', '=', 'w.centre_id').onRef('m.id', '=', 'w.community_id')
		)
		.select([
			'w.id',
			'w.reference',
			'w.kind',
			'w.state',
			'w.category',
			'c.name as category_name',
			'w.community_id',
			'm.name as community_name',
			'w.title',
			'w.public_text',
			'w.alias',
			'w.places',
			'w.claimed_count',
			'w.published_on',
			'w.completed_on'
		])
		.select(coverOf);

/** The newest public picture: of the result before that of the beginning. */
const coverOf = (eb: ExpressionBuilder<DB & { w: DB['wishes.wish'] }, 'w'>) =>
	eb
		.selectFrom('wishes.wish_picture as wp')
		.innerJoin('files.picture as p', (join) =>
			join.onRef('p.centre_id', '=', 'wp.centre_id').onRef('p.id', '=', 'wp.picture_id')
		)
		.whereRef('wp.centre_id', '=', 'w.centre_id')
		.whereRef('wp.wish_id', '=', 'w.id')
		.where('p.public', '=', true)
		.select(
			sql<CoverPicture>`json_build_object('id', p.id, 'width', p.width, 'height', p.height, 'alt', wp.description)`.as(
				'cover'
			)
		)
		.orderBy(sql`wp.stage = 'after'`, 'desc')
		.orderBy('wp.position')
		.limit(1)
		.as('cover');

type CardRow = Awaited<ReturnType<ReturnType<typeof cardsOf>['executeTakeFirstOrThrow']>>;

const toCard = (row: CardRow): WishCardView => ({
	id: row.id,
	reference: row.reference,
	kind: row.kind as WishKind,
	state: row.state as WishState,
	category: { code: row.category, name: row.category_name },
	community: { id: row.community_id, name: row.community_name },
	title: row.title ?? '',
	publicText: row.public_text ?? '',
	alias: row.alias ?? '',
	places: row.places,
	claimed: row.claimed_count,
	publishedOn: row.published_on ?? '',
	completedOn: row.completed_on,
	cover: row.cover
});
