import type { Db } from '#kernel/db.ts';
import { gridsOf } from '#modules/directory/server.ts';

/** The grids of a centre to choose from. */
export const gridOptions = async (db: Db, centreId: string): Promise<{ value: string; label: string }[]> =>
	(await gridsOf(db, centreId)).map(({ id, name, communityName }) => ({
		value: id,
		label: `${communityName} ${name}`
	}));
