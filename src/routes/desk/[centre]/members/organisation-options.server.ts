import type { Db } from '#kernel/db.ts';
import { organisationsOf } from '#modules/directory/server.ts';

/** The organisations in use to choose from, and the one that is chosen even if it is retired. */
export const organisationOptions = async (
	db: Db,
	centreId: string,
	chosen: string | null = null
): Promise<{ value: string; label: string }[]> =>
	(await organisationsOf(db, centreId))
		.filter(({ id, active }) => active || id === chosen)
		.map(({ id, name }) => ({ value: id, label: name }));
