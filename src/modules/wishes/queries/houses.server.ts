import type { Db } from '#kernel/db.ts';
import { buildingsOf, gridsOf } from '#modules/directory/server.ts';

/** A building, called as its neighbours call it: 第一网格 东座. */
export interface House {
	id: string;
	gridId: string;
	communityId: string;
	label: string;
}

/** The buildings of a community, or of the whole centre; then each begins with its community. */
export async function housesIn(db: Db, centreId: string, communityId?: string): Promise<House[]> {
	const [grids, buildings] = [await gridsOf(db, centreId), await buildingsOf(db, centreId)];
	return grids
		.filter((grid) => communityId === undefined || grid.communityId === communityId)
		.flatMap((grid) =>
			buildings
				.filter(({ gridId }) => gridId === grid.id)
				.map(({ id, name }) => ({
					id,
					gridId: grid.id,
					communityId: grid.communityId,
					label: [...(communityId === undefined ? [grid.communityName] : []), grid.name, name].join(' ')
				}))
		);
}
