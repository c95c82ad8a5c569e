import { sql, type ExpressionBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import type { DB } from '#kernel/tables.ts';
import type { WishState } from '../lifecycle.ts';
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

/** Those of these wishes that are on the wall. */
export async function cardsById(db: Db, centreId: string, ids: readonly string[]): Promise<Map<string, WishCardView>> {
	if (ids.length === 0) return new Map();
	const rows = await cardsOf(db)
		.where('w.centre_id', '=', centreId)
		.where('w.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
		.where('w.on_wall', '=', true)
		.execute();
	return new Map(rows.map((row) => [row.id, toCard(row)]));
}

export const cardsOf = (db: Db) =>
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

export const toCard = (row: CardRow): WishCardView => ({
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
