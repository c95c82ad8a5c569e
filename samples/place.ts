import { system } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import type { OrganisationKind } from '#modules/directory/index.ts';
import { addBuilding, addGrid, addOrganisation, createCentre } from '#modules/directory/server.ts';
import { phoneAccount, signInAccount, type Account } from './accounts.ts';
import { centre, communities } from './data/centre.ts';
import { organisations } from './data/organisations.ts';

export interface Community {
	id: string;
	name: string;
	share: number;
	gridIds: string[];
}

/** Where everything happens, and who works there. */
export interface Place {
	centreId: string;
	communities: Community[];
	organisations: { id: string; name: string; kind: OrganisationKind }[];
	clerks: [Account, ...Account[]];
	gridWorkers: [Account, ...Account[]];
	leader: Account;
}

/** The centre opens: communities, grids, buildings, organisations, and its staff. */
export async function openCentre(db: Db): Promise<Place> {
	const context: Context = {
		db,
		actor: system('samples'),
		clock: clockAt(new Date(`${centre.openedOn}T09:00:00+08:00`))
	};
	const {
		id: centreId,
		districtId,
		communityIds
	} = await createCentre(context, {
		...centre,
		communities: communities.map(({ name }) => name)
	});
	const placed: Community[] = [];
	for (const [at, { name, share, grids }] of communities.entries()) {
		const communityId = communityIds[at] ?? '';
		placed.push({ id: communityId, name, share, gridIds: await addGrids(context, { centreId, communityId, grids }) });
	}
	return {
		centreId,
		communities: placed,
		organisations: await addOrganisations(context, centreId),
		...(await addStaff(context, { centreId, districtId, gridIds: placed.flatMap(({ gridIds }) => gridIds) }))
	};
}

async function addGrids(
	context: Context,
	{ grids, ...at }: { centreId: string; communityId: string; grids: number }
): Promise<string[]> {
	const ids: string[] = [];
	for (let number = 1; number <= grids; number += 1) {
		const gridId = await addGrid(context, { ...at, name: `第${'一二三四'[number - 1]}网格` });
		for (const name of ['东座', '西座']) await addBuilding(context, { centreId: at.centreId, gridId, name });
		ids.push(gridId);
	}
	return ids;
}

async function addOrganisations(context: Context, centreId: string): Promise<Place['organisations']> {
	const added: Place['organisations'] = [];
	for (const organisation of organisations)
		added.push({ ...organisation, id: await addOrganisation(context, { centreId, ...organisation }) });
	return added;
}

async function addStaff(
	context: Context,
	{ centreId, districtId, gridIds }: { centreId: string; districtId: string; gridIds: string[] }
) {
	const here = { centreId, scopeId: centreId };
	await signInAccount(context, 'admin', '梁若兰', [
		{ role: 'administrator', ...here },
		{ role: 'administrator', centreId: null, scopeId: districtId }
	]);
	const leader = await signInAccount(context, 'leader', '罗启光', [{ role: 'leader', ...here }]);
	await signInAccount(context, 'auditor', '简文轩', [{ role: 'auditor', ...here }]);
	await signInAccount(context, 'district', '区静怡', [
		{ role: 'districtOfficer', centreId: null, scopeId: districtId }
	]);
	const [first = centreId, ...others] = gridIds;
	await signInAccount(context, 'social', '司徒静', [{ role: 'socialWorker', ...here }]);
	await signInAccount(context, 'building', '植国强', [{ role: 'buildingHead', centreId, scopeId: first }]);
	return {
		leader,
		clerks: [
			await signInAccount(context, 'clerk', '何晓彤', [{ role: 'clerk', ...here }]),
			await phoneAccount(context, '13800000111', '苏海燕', [{ role: 'clerk', ...here }]),
			await phoneAccount(context, '13800000112', '叶嘉明', [{ role: 'clerk', ...here }])
		] satisfies Place['clerks'],
		gridWorkers: [
			await signInAccount(context, 'grid', '邝志远', [{ role: 'gridWorker', centreId, scopeId: first }]),
			await phoneAccount(context, '13800000121', '唐春燕', [
				{ role: 'gridWorker', centreId, scopeId: others[4] ?? first }
			]),
			await phoneAccount(context, '13800000122', '游建华', [
				{ role: 'gridWorker', centreId, scopeId: others[9] ?? first }
			])
		] satisfies Place['gridWorkers']
	};
}
