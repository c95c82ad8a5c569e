import type { Listener } from '#kernel/command.ts';
import { standardCategories } from '../wish.ts';

/** Listens to `centre.created`: a new centre starts with the standard categories. */
export const addStandardCategories: Listener = async ({ db }, { centreId }) => {
	await db
		.insertInto('wishes.category')
		.values(standardCategories.map((category, position) => ({ centre_id: centreId, ...category, position })))
		.onConflict((conflict) => conflict.columns(['centre_id', 'code']).doNothing())
		.execute();
};
