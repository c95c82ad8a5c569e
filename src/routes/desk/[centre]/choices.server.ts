import type { Db } from '#kernel/db.ts';
import { partyLevels } from '#modules/directory/index.ts';
import {
	buildingsOf,
	communitiesOf,
	gridsOf,
	organisationsOf,
	partyOrganisationsOf,
	type PartyOrganisation
} from '#modules/directory/server.ts';

export interface Choice {
	value: string;
	label: string;
}

/** The organisations in use to choose from, and the one that is chosen even if it is retired. */
export const organisationOptions = async (db: Db, centreId: string, chosen: string | null = null): Promise<Choice[]> =>
	(await organisationsOf(db, centreId))
		.filter(({ id, active }) => active || id === chosen)
		.map(({ id, name }) => ({ value: id, label: name }));

/** The party organisations in use, and the one that is chosen; those that `fit`, when only some do. */
export const partyOptions = async (
	db: Db,
	centreId: string,
	chosen: string | null = null,
	fit: (party: PartyOrganisation) => boolean = () => true
): Promise<Choice[]> =>
	(await partyOrganisationsOf(db, centreId))
		.filter((party) => (party.active && fit(party)) || party.id === chosen)
		.map(({ id, name, level }) => ({ value: id, label: `${name}（${partyLevels[level]}）` }));

export const communityOptions = async (db: Db, centreId: string): Promise<Choice[]> =>
	(await communitiesOf(db, centreId)).map(({ id, name }) => ({ value: id, label: name }));

/** Where somebody can live: each grid with its community, each building with both. */
export async function placeOptions(db: Db, centreId: string) {
	const grids = (await gridsOf(db, centreId)).map((grid) => ({ ...grid, label: `${grid.communityName} ${grid.name}` }));
	const labels = new Map(grids.map(({ id, label }) => [id, label]));
	const buildings = await buildingsOf(db, centreId);
	return {
		communities: await communityOptions(db, centreId),
		grids: grids.map(({ id, label }) => ({ value: id, label })),
		buildings: buildings.map(({ id, name, gridId }) => ({ value: id, label: `${labels.get(gridId) ?? ''} ${name}` }))
	};
}

interface Place {
	communityId: string | null;
	gridId: string | null;
	buildingId: string | null;
}

/** Whoever names a building or a grid need not name what it lies in. */
export async function placeIn(db: Db, centreId: string, { communityId, gridId, buildingId }: Place): Promise<Place> {
	const building =
		buildingId === null ? undefined : (await buildingsOf(db, centreId)).find(({ id }) => id === buildingId);
	const inGrid = gridId ?? building?.gridId ?? null;
	const grid = inGrid === null ? undefined : (await gridsOf(db, centreId)).find(({ id }) => id === inGrid);
	return { communityId: communityId ?? grid?.communityId ?? null, gridId: inGrid, buildingId };
}
