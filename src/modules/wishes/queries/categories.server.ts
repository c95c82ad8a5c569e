import type { Db } from '#kernel/db.ts';

export interface Category {
	code: string;
	name: string;
}

/** The categories of a centre, in its own order. */
export const categoriesOf = (db: Db, centreId: string): Promise<Category[]> =>
	db
		.selectFrom('wishes.category')
		.select(['code', 'name'])
		.where('centre_id', '=', centreId)
		.orderBy('position')
		.execute();
