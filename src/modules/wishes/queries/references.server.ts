import type { Db } from '#kernel/db.ts';

/** The wish behind something that is told about: a wish, or a claim of one. */
export interface Referred {
	wishId: string;
	reference: string;
}

/** By the id of the wish or claim. For those who may see every wish of the centre: the caller has checked. */
export async function referencesOf(db: Db, centreId: string, ids: readonly string[]): Promise<Map<string, Referred>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('wishes.wish')
		.select(['id', 'id as wishId', 'reference'])
		.where('centre_id', '=', centreId)
		.where('id', 'in', ids)
		.unionAll(
			db
				.selectFrom('wishes.claim as claim')
				.innerJoin('wishes.wish as wish', (join) =>
					join.onRef('wish.centre_id', '=', 'claim.centre_id').onRef('wish.id', '=', 'claim.wish_id')
				)
				.select(['claim.id', 'wish.id as wishId', 'wish.reference'])
				.where('claim.centre_id', '=', centreId)
				.where('claim.id', 'in', ids)
		)
		.execute();
	return new Map(rows.map(({ id, ...referred }) => [id, referred]));
}
