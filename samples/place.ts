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
	grids: { id: string; buildingIds: string[] }[];
}

export interface Organisation {
	id: string;
	name: string;
	kind: OrganisationKind;
	/** Where it sits. */
	communityId: string | null;
	/** How many members it has, beside the others. */
	size: number;
}

/** Where everything happens, and who works there. */
export interface Place {
	centreId: string;
	communities: Community[];
	organisations: Organisation[];
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
		placed.push({ id: communityId, name, share, grids: await addGrids(context, { centreId, communityId, grids }) });
	}
	return {
		centreId,
		communities: placed,
		organisations: await addOrganisations(context, centreId, placed),
		...(await addStaff(context, {
			...{ centreId, districtId },
			gridIds: placed.flatMap(({ grids }) => grids.map(({ id }) => id))
		}))
	};
}

async function addGrids(
	context: Context,
	{ grids, ...at }: { centreId: string; communityId: string; grids: number }
): Promise<Community['grids']> {
	const added: Community['grids'] = [];
	for (let number = 1; number <= grids; number += 1) {
		const id = await addGrid(context, { ...at, name: `第${'一二三四'[number - 1]}网格` });
		const buildingIds: string[] = [];
		for (const name of ['东座', '西座'])
			buildingIds.push(await addBuilding(context, { centreId: at.centreId, gridId: id, name }));
		added.push({ id, buildingIds });
	}
	return added;
}

/** The party branches and volunteers of a community sit there, the units here and there. */
async function addOrganisations(
	context: Context,
	centreId: string,
	communities: readonly Community[]
): Promise<Organisation[]> {
	const added: Organisation[] = [];
	for (const [at, organisation] of organisations.entries()) {
		const own = communities.find(({ name }) => organisation.name.startsWith(name));
		const communityId = (own ?? communities[at % communities.length])?.id ?? null;
		const id = await addOrganisation(context, { centreId, communityId, ...organisation });
		added.push({ ...organisation, id, communityId, size: 1 + ((at * 7) % 10) });
	}
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
