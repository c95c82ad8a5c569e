import { expect, test } from 'vitest';
import { guest, type Actor, type Grant } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { idleMinutesOf } from './index.ts';
import { accountsWith, createAccount, grantRole, revokeRole } from './server.ts';

const { db, contextOf } = await testDatabase();
const [centreId, otherCentre] = [newId(), newId()];
const holding = async (...grants: Grant[]): Promise<Actor> => ({
	kind: 'account',
	accountId: await createAccount(contextOf(), { name: '管理员', phone: nextPhone() }),
	name: '管理员',
	grants
});
let numbers = 13900000000;
const nextPhone = () => String(++numbers);
const clerkOf = (centre: string) => ({ role: 'clerk' as const, centreId: centre, scopeId: centre });
const administratorOf = (centre: string | null) => ({
	role: 'administrator',
	centreId: centre,
	scopeId: centre ?? newId()
});

test('an administrator gives the roles of the own centre only; one of the district gives all; others give none', async () => {
	const accountId = await createAccount(contextOf(), { name: '王', phone: nextPhone() });
	const grant = async (actor: Actor, centre: string) => grantRole(contextOf(actor), { accountId, ...clerkOf(centre) });
	const local = await holding(administratorOf(centreId));
	await grant(local, centreId);
	await expect(grant(local, otherCentre)).rejects.toMatchObject({ name: 'Refused' });
	await grant(await holding(administratorOf(null)), otherCentre);
	await expect(grant(await holding(clerkOf(centreId)), centreId)).rejects.toMatchObject({ name: 'Refused' });
	await expect(grant(guest, centreId)).rejects.toMatchObject({ name: 'Refused' });
	await expect(
		grantRole(contextOf(local), { accountId, role: 'districtOfficer', centreId: null, scopeId: newId() })
	).rejects.toMatchObject({ name: 'Refused' });
	expect(await accountsWith(db, centreId, 'clerk')).toEqual([accountId]);
});

test('a role is given once, however often and from however many sides', async () => {
	const accountId = await createAccount(contextOf(), { name: '李', phone: nextPhone() });
	await Promise.all(Array.from({ length: 8 }, () => grantRole(contextOf(), { accountId, ...clerkOf(otherCentre) })));
	expect((await accountsWith(db, otherCentre, 'clerk')).filter((id) => id === accountId)).toHaveLength(1);
});

test('a role that was taken away can be given again', async () => {
	const scope = newId();
	const accountId = await createAccount(contextOf(), { name: '赵', phone: nextPhone(), grants: [clerkOf(scope)] });
	await revokeRole(contextOf(), { accountId, role: 'clerk', scopeId: scope });
	expect(await accountsWith(db, scope, 'clerk')).toEqual([]);
	await expect(revokeRole(contextOf(), { accountId, role: 'clerk', scopeId: scope })).rejects.toMatchObject({
		name: 'Missing'
	});
	await grantRole(contextOf(), { accountId, ...clerkOf(scope) });
	expect(await accountsWith(db, scope, 'clerk')).toEqual([accountId]);
});

test('two administrators cannot remove each other: one remains', async () => {
	const scope = newId();
	const grants = [{ role: 'administrator' as const, centreId: scope, scopeId: scope }];
	const ids = await Promise.all(
		['甲', '乙'].map((name) => createAccount(contextOf(), { name, phone: nextPhone(), grants }))
	);
	const results = await Promise.allSettled(
		ids.map((accountId) => revokeRole(contextOf(), { accountId, role: 'administrator', scopeId: scope }))
	);
	expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
	expect(await accountsWith(db, scope, 'administrator')).toHaveLength(1);
});

test('who administers does not audit', async () => {
	const grants = [{ role: 'administrator' as const, centreId, scopeId: centreId }];
	const accountId = await createAccount(contextOf(), { name: '钱', phone: nextPhone(), grants });
	await expect(
		grantRole(contextOf(), { accountId, role: 'auditor', centreId, scopeId: centreId })
	).rejects.toMatchObject({ name: 'Conflict' });
});

test('a user name and a phone belong to one account; a failed account leaves nothing', async () => {
	const phone = nextPhone();
	await createAccount(contextOf(), { name: '孙', username: 'sun', password: 'plum-blossom-1', phone });
	const again = (input: { username?: string; phone?: string; password?: string }) =>
		createAccount(contextOf(), { name: '孙二', ...input });
	await expect(again({ username: 'SUN', password: 'plum-blossom-1' })).rejects.toMatchObject({ name: 'Conflict' });
	await expect(again({ phone })).rejects.toMatchObject({ name: 'Conflict' });
	await expect(again({})).rejects.toMatchObject({ name: 'Invalid' });
	await expect(again({ username: 'sun2' })).rejects.toMatchObject({ name: 'Invalid' });
	await expect(createAccount(contextOf(guest), { name: '客', phone: nextPhone() })).rejects.toMatchObject({
		name: 'Refused'
	});
	expect(await db.selectFrom('identity.account_holder').select('id').where('name', '=', '孙二').execute()).toEqual([]);
});

test('the shortest idle time of the roles held counts', () => {
	expect(idleMinutesOf([])).toBe(7 * 24 * 60);
	expect(idleMinutesOf([{ role: 'member' }, { role: 'clerk' }])).toBe(8 * 60);
});
