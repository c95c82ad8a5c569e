import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { claimerLabels } from '#modules/directory/server.ts';
import { claimerOf } from '../commands/lock.server.ts';
import { ratingWord } from '../wish.ts';
import { cardsOf, toCard, type CoverPicture, type WishCardView } from './card.server.ts';
import { cursorAt, cursorIn } from './cursor.ts';

/** How a wish came true, as everybody may read it: only pictures and words shown with consent. */
export interface Story extends WishCardView {
	before: CoverPicture | null;
	after: CoverPicture | null;
	/** What its person said of it. */
	rating: string | null;
	thanks: string | null;
	/** Who made it come true, the lead first. */
	claimers: string[];
}

const PAGE = 6;

/** The wishes of a centre that came true, the newest first. A malformed cursor begins anew. */
export async function stories(
	db: Db,
	centreId: string,
	{ after, limit = PAGE }: { after?: string | undefined; limit?: number } = {}
): Promise<{ stories: Story[]; next: string | null }> {
	const cursor = cursorIn(after);
	let query = cardsOf(db)
		.select('w.rating')
		.select(shot('before'))
		.select(shot('after'))
		.select(({ selectFrom }) =>
			selectFrom('wishes.thanks as t')
				.whereRef('t.centre_id', '=', 'w.centre_id')
				.whereRef('t.wish_id', '=', 'w.id')
				.select('t.public_words')
				.as('thanks')
		)
		.where('w.centre_id', '=', centreId)
		.where('w.on_wall', '=', true)
		.where('w.completed_on', 'is not', null)
		.orderBy('w.completed_on', 'desc')
		.orderBy('w.id', 'desc')
		.limit(limit + 1);
	if (cursor) query = query.where(sql<boolean>`(w.completed_on, w.id) < (${cursor.day}::date, ${cursor.id}::uuid)`);
	const rows = await query.execute();
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	const claimers = await claimersOf(
		db,
		centreId,
		shown.map(({ id }) => id)
	);
	return {
		stories: shown.map((row) => ({
			...toCard(row),
			before: row.before,
			after: row.after,
			rating: row.rating === null ? null : ratingWord(row.rating),
			thanks: row.thanks,
			claimers: claimers.get(row.id) ?? []
		})),
		next: rows.length > limit && last ? cursorAt(last.completed_on ?? '', last.id) : null
	};
}

/** The first public picture of a stage. */
const shot = <Stage extends 'before' | 'after'>(stage: Stage) =>
	sql<CoverPicture | null>`(
		select json_build_object('id', p.id, 'width', p.width, 'height', p.height, 'alt', wp.description)
		from wishes.wish_picture wp join files.picture p on p.centre_id = wp.centre_id and p.id = wp.picture_id
		where wp.centre_id = w.centre_id and wp.wish_id = w.id and wp.stage = ${stage} and p.public
		order by wp.position limit 1)`.as(stage);

async function claimersOf(db: Db, centreId: string, wishIds: readonly string[]): Promise<Map<string, string[]>> {
	const claims = await db
		.selectFrom('wishes.claim')
		.select(['wish_id', 'member_id', 'organisation_id'])
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', sql<string>`any(${[...wishIds]}::uuid[])`)
		.where('state', '=', 'held')
		.orderBy('lead', 'desc')
		.orderBy('place')
		.execute();
	const held = claims.map((row) => ({ wishId: row.wish_id, id: claimerOf(row).id }));
	const labels = await claimerLabels(
		db,
		centreId,
		held.map(({ id }) => id)
	);
	return new Map(
		[...Map.groupBy(held, ({ wishId }) => wishId)].map(([wishId, own]) => [
			wishId,
			own.map(({ id }) => labels.get(id) ?? '认领人')
		])
	);
}
