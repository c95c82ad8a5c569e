import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { accountIn, accountNames, createAccount } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { addGrid, addMember, addOrganisation, appoint, createCentre, openAccount, scopeLabels } from './server.ts';

const { db, contextOf } = await testDatabase();
const centre = (slug: string) =>
	createCentre(contextOf(), {
		districtName: '越秀区',
		slug,
		name: slug,
		address: '梅花路1号',
		phone: '020-12345678',
		openingHours: '每天',
		communities: ['梅花社区']
	});
const { id: centreId, communityIds } = await centre('here');
const { id: other } = await centre('there');
const gridId = await addGrid(contextOf(), { centreId, communityId: communityIds[0] ?? '', name: '第一网格' });
const organisationId = await addOrganisation(contextOf(), { centreId, name: '区税务局', kind: 'government' });
const personId = newId();
await db
	.insertInto('people.person')
	.values({ centre_id: centreId, id: personId, name_sealed: seal('王'), created_at: new Date() })
	.execute();
const memberId = await addMember(contextOf(), { centreId, personId, alias: '王阿姨', kind: 'inService' });
const holding = async (role: string, at: string): Promise<Actor> => ({
	kind: 'account',
	accountId: await createAccount(contextOf(), { name: '某某', phone: phone() }),
	name: '某某',
	grants: [{ role, centreId: at, scopeId: at }]
});
let numbers = 13600000000;
const phone = () => String(++numbers);
const administrator = await holding('administrator', centreId);
const newAccount = (name = '新人') => createAccount(contextOf(), { name, phone: phone() });
const scopes = async (accountId: string) =>
	(await accountIn(db, centreId, accountId)).roles.map(({ role, scopeId }) => [role, scopeId]);

test('each role is about something that the centre really has', async () => {
	const accountId = await newAccount();
	const give = (role: Parameters<typeof appoint>[1]['role'], scopeId: string | null = null) =>
		appoint(contextOf(administrator), { centreId, accountId, role, scopeId });
	await give('leader');
	await give('gridWorker', gridId);
	await give('member', memberId);
	await give('organisationRepresentative', organisationId);
	await give('leader', newId());
	expect(await scopes(accountId)).toEqual([
		['leader', centreId],
		['gridWorker', gridId],
		['member', memberId],
		['organisationRepresentative', organisationId]
	]);
	await expect(give('gridWorker')).rejects.toMatchObject({ issues: [{ field: 'scopeId' }] });
	await expect(give('gridWorker', newId())).rejects.toMatchObject({ name: 'Missing' });
	await expect(give('member', organisationId)).rejects.toMatchObject({ name: 'Missing' });
	await expect(give('organisationRepresentative', memberId)).rejects.toMatchObject({ name: 'Missing' });
	expect(await scopeLabels(db, centreId, [centreId, gridId, memberId, organisationId, newId()])).toEqual(
		new Map([
			[memberId, '王阿姨'],
			[organisationId, '区税务局'],
			[gridId, '梅花社区 第一网格'],
			[centreId, '本中心']
		])
	);
});

test('only administrators of the centre, of its district, and the system open accounts and give roles', async () => {
	const accountId = await newAccount();
	const opened = (actor: Actor) =>
		openAccount(contextOf(actor), { centreId, name: '李', phone: phone(), role: 'clerk', scopeId: null });
	for (const actor of [guest, await holding('clerk', centreId), await holding('administrator', other)]) {
		await expect(opened(actor)).rejects.toMatchObject({ name: 'Refused' });
		await expect(appoint(contextOf(actor), { centreId, accountId, role: 'clerk' })).rejects.toMatchObject({
			name: 'Refused'
		});
	}
	const { accountId: id, isNew } = await opened(administrator);
	expect([isNew, await scopes(id)]).toEqual([true, [['clerk', centreId]]]);
});

test('a phone that has an account already gets the role; its own name stays, a missing one is filled in', async () => {
	const [named, unnamed] = [phone(), phone()];
	const first = await createAccount(contextOf(), { name: '张姐', phone: named });
	const second = await createAccount(contextOf(), { name: '居民', phone: unnamed });
	const open = (number: string, more = {}) =>
		openAccount(contextOf(administrator), { centreId, name: '张三', phone: number, role: 'clerk', ...more });
	expect(await open(named)).toEqual({ accountId: first, isNew: false });
	expect(await open(unnamed)).toEqual({ accountId: second, isNew: false });
	expect(await accountNames(db, [first, second])).toEqual(
		new Map([
			[first, '张姐'],
			[second, '张三']
		])
	);
	const withPassword = { username: 'zhang', password: 'plum-blossom-1' };
	await expect(open(named, withPassword)).rejects.toMatchObject({ name: 'Conflict' });
	await open(phone(), withPassword);
	await expect(open(phone(), withPassword)).rejects.toMatchObject({ name: 'Conflict' });
	await expect(openAccount(contextOf(), { centreId, name: '无', role: 'clerk' })).rejects.toMatchObject({
		name: 'Invalid'
	});
});
