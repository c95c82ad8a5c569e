import { command } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { AddBuilding, AddCommunity, AddGrid } from '../forms.ts';
import { mustBePlace } from '../queries/centres.server.ts';
import { mustKeep, recordKept, told, UNIQUE } from './keeping.server.ts';

/** Returns the id. Tells `community.added`. Errors: Refused; Conflict when the centre has one of this name. */
export const addCommunity = command('directory.addCommunity', AddCommunity, async (work, { centreId, name }) => {
	mustKeep(work, centreId);
	const id = newId();
	await work.db
		.insertInto('directory.community')
		.values({ centre_id: centreId, id, name })
		.execute()
		.catch(told(UNIQUE, new Conflict(`已经有叫“${name}”的社区了。`)));
	await recordKept(work, { centreId, subject: { kind: 'community', id }, action: 'community.added' });
	return id;
});

/** Returns the id. Tells `grid.added`. Errors: Refused; Missing community; Conflict when the community has one of this name. */
export const addGrid = command('directory.addGrid', AddGrid, async (work, { centreId, communityId, name }) => {
	mustKeep(work, centreId);
	await mustBePlace(work.db, centreId, { communityId });
	const id = newId();
	await work.db
		.insertInto('directory.grid')
		.values({ centre_id: centreId, id, community_id: communityId, name })
		.execute()
		.catch(told(UNIQUE, new Conflict(`这个社区已经有叫“${name}”的网格了。`)));
	await recordKept(work, { centreId, subject: { kind: 'grid', id }, action: 'grid.added', data: { communityId } });
	return id;
});

/** Returns the id. Tells `building.added`. Errors: Refused; Missing grid; Conflict when the grid has one of this name. */
export const addBuilding = command('directory.addBuilding', AddBuilding, async (work, { centreId, gridId, name }) => {
	mustKeep(work, centreId);
	await mustBePlace(work.db, centreId, { gridId });
	const id = newId();
	await work.db
		.insertInto('directory.building')
		.values({ centre_id: centreId, id, grid_id: gridId, name })
		.execute()
		.catch(told(UNIQUE, new Conflict(`这个网格已经有叫“${name}”的楼栋了。`)));
	await recordKept(work, { centreId, subject: { kind: 'building', id }, action: 'building.added', data: { gridId } });
	return id;
});
