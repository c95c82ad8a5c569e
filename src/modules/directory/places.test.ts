import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { factsOf } from '#kernel/facts.ts';
import { newId } from '#kernel/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import {
	addBuilding,
	addCommunity,
	addGrid,
	addOrganisation,
	buildingsOf,
	centreById,
	centreBySlug,
	centres,
	changeOrganisation,
	communitiesOf,
	createCentre,
	gridsOf,
	organisationsOf
} from './server.ts';

const { db, contextOf } = await testDatabase();
const centre = async (slug: string) =>
	(
		await createCentre(contextOf(), {
			...{ districtName: '越秀区', slug, name: `${slug}中心`, address: '梅花路1号', phone: '020-12345678' },
			openingHours: '每天 9:00–21:00',
			communities: ['梅花社区'],
			areaM2: 2300,
			openedOn: '2021-06-30'
		})
	).id;
const [here, there] = [await centre('meihuacun'), await centre('zhusi')];
const holding = (role: string, centreId: string): Actor => ({
	kind: 'account',
	accountId: newId(),
	name: '甲',
	grants: [{ role, centreId, scopeId: centreId }]
});
const asClerk = contextOf(holding('clerk', here));

test('a centre is found by its slug and id, with the name of its district', async () => {
	const meihuacun = await centreBySlug(db, 'meihuacun');
	expect(meihuacun).toEqual({
		id: here,
		slug: 'meihuacun',
		name: 'meihuacun中心',
		address: '梅花路1号',
		phone: '020-12345678',
		openingHours: '每天 9:00–21:00',
		districtName: '越秀区',
		openedOn: '2021-06-30',
		areaM2: 2300
	});
	expect(await centreById(db, here)).toEqual(meihuacun);
	expect((await centres(db)).map(({ slug }) => slug)).toEqual(['meihuacun', 'zhusi']);
	await expect(centreBySlug(db, 'nowhere')).rejects.toMatchObject({ name: 'Missing' });
	await expect(centreById(db, newId())).rejects.toMatchObject({ name: 'Missing' });
});

test('communities, grids and buildings hang together, and each addition is told', async () => {
	const communityId = await addCommunity(asClerk, { centreId: here, name: '竹丝社区' });
	const gridId = await addGrid(asClerk, { centreId: here, communityId, name: '第一网格' });
	const buildingId = await addBuilding(asClerk, { centreId: here, gridId, name: '1栋' });
	expect((await communitiesOf(db, here)).map(({ name }) => name)).toEqual(['梅花社区', '竹丝社区']);
	expect(await gridsOf(db, here)).toEqual([{ id: gridId, name: '第一网格', communityId, communityName: '竹丝社区' }]);
	expect(await buildingsOf(db, here)).toEqual([{ id: buildingId, name: '1栋', gridId }]);
	expect(await gridsOf(db, there)).toEqual([]);
	expect(await factsOf(db, here, 'grid', gridId)).toMatchObject([{ action: 'grid.added', actor_role: 'clerk' }]);
});

test('a name is there once, also when many add it at once; the same name in another place is fine', async () => {
	const [community] = await communitiesOf(db, here);
	const communityId = community?.id ?? '';
	const added = await Promise.allSettled(
		[1, 2, 3, 4].map(() => addGrid(asClerk, { centreId: here, communityId, name: '第九网格' }))
	);
	expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	for (const result of added.filter(({ status }) => status === 'rejected'))
		expect(result).toMatchObject({ reason: { name: 'Conflict', message: '这个社区已经有叫“第九网格”的网格了。' } });
	await expect(addCommunity(asClerk, { centreId: here, name: ' 梅花社区 ' })).rejects.toMatchObject({
		name: 'Conflict'
	});
	const other = await addCommunity(asClerk, { centreId: here, name: '东风社区' });
	const gridId = await addGrid(asClerk, { centreId: here, communityId: other, name: '第九网格' });
	await addBuilding(asClerk, { centreId: here, gridId, name: '9栋' });
	await expect(addBuilding(asClerk, { centreId: here, gridId, name: '9栋' })).rejects.toMatchObject({
		name: 'Conflict'
	});
});

test('a place of another centre is missing here', async () => {
	const [foreign] = await communitiesOf(db, there);
	await expect(
		addGrid(asClerk, { centreId: here, communityId: foreign?.id ?? '', name: '网格' })
	).rejects.toMatchObject({ name: 'Missing' });
	await expect(addBuilding(asClerk, { centreId: here, gridId: newId(), name: '1栋' })).rejects.toMatchObject({
		name: 'Missing'
	});
});

test('an organisation is renamed and retired; a taken name and an unknown one are told', async () => {
	const [id, other] = await Promise.all(
		['税务局', '粤海公司'].map((name) => addOrganisation(asClerk, { centreId: here, name, kind: 'government' }))
	);
	const change = { centreId: here, id: other ?? '', name: '粤海集团', kind: 'stateOwned' as const, active: false };
	await changeOrganisation(asClerk, change);
	expect(await organisationsOf(db, here)).toEqual([
		{ id, name: '税务局', kind: 'government', active: true },
		{ id: other, name: '粤海集团', kind: 'stateOwned', active: false }
	]);
	await expect(changeOrganisation(asClerk, { ...change, name: '税务局' })).rejects.toMatchObject({
		name: 'Conflict',
		message: '已经有叫“税务局”的单位了。'
	});
	await expect(changeOrganisation(asClerk, { ...change, id: newId() })).rejects.toMatchObject({ name: 'Missing' });
	expect((await factsOf(db, here, 'organisation', other ?? '')).map(({ action }) => action)).toEqual([
		'organisation.added',
		'organisation.changed'
	]);
});

test('only the centre’s clerks and administrators, and the system, change its directory', async () => {
	const add = (actor?: Actor) => addCommunity(contextOf(actor), { centreId: here, name: `社区${newId()}` });
	const others = [holding('clerk', there), holding('gridWorker', here), holding('leader', here)];
	for (const actor of [guest, ...others, holding('auditor', here), holding('resident', here)])
		await expect(add(actor)).rejects.toMatchObject({ name: 'Refused' });
	await add(holding('administrator', here));
	await add();
});
