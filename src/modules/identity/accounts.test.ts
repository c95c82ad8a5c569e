import { expect, test } from 'vitest';
import { guest, type Actor, type Grant } from '#kernel/actor.ts';
import { factsOf } from '#kernel/facts.ts';
import { newId, NO_CENTRE } from '#kernel/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { TestVisitor } from '#tests/support/visitor.ts';
import { handOver } from './cookies.server.ts';
import {
	accountIn,
	accountsIn,
	actorOf,
	createAccount,
	grantRole,
	holdersOf,
	resetPassword,
	revokeRole,
	signInWithPassword
} from './server.ts';

const { db, contextOf } = await testDatabase();
const [centreId, other] = [newId(), newId()];
const PASSWORD = 'plum-blossom-1';
const NEW_PASSWORD = 'winter-blossom-2';
const clerk = (centre: string) => ({ role: 'clerk' as const, centreId: centre, scopeId: centre });
const district = { role: 'administrator' as const, centreId: null, scopeId: newId() };
const account = (name: string, username: string, ...grants: Parameters<typeof createAccount>[1]['grants'] & object) =>
	createAccount(contextOf(), { name, username, password: PASSWORD, grants });
const acting = (accountId: string, ...grants: Grant[]): Actor => ({ kind: 'account', accountId, name: '', grants });
const administrator = acting(
	await createAccount(contextOf(), { name: '管理员', phone: '13900000000' }),
	...[{ role: 'administrator', centreId, scopeId: centreId }]
);
const names = async (filter: Parameters<typeof accountsIn>[2], centre = centreId) =>
	(await accountsIn(db, centre, filter)).accounts.map(({ name }) => name);

test('the accounts of a centre are those with a role in it or over it, by role and by part of the name', async () => {
	await account('李四', 'li.si', clerk(centreId));
	await account('王五', 'wang.wu', clerk(other), { role: 'member', centreId, scopeId: newId() });
	await account('区管理员', 'district', district);
	const left = await account('赵六', 'zhao.liu', clerk(centreId));
	await revokeRole(contextOf(), { accountId: left, role: 'clerk', scopeId: centreId });
	expect(await names({ roles: ['clerk', 'administrator'] })).toEqual(['区管理员', '李四']);
	expect(await names({ roles: ['member'] })).toEqual(['王五']);
	expect(await names({ roles: ['clerk'] }, other)).toEqual(['王五']);
	expect(await names({ roles: ['clerk', 'member'], q: '五' })).toEqual(['王五']);
	expect(await names({ roles: ['clerk', 'member'], q: 'li.' })).toEqual(['李四']);
	expect(await names({ roles: ['clerk', 'member'], q: '%' })).toEqual([]);
	await expect(accountIn(db, centreId, left)).rejects.toMatchObject({ name: 'Missing' });
});

test('an account shows the roles of this centre only, and when it was last here', async () => {
	const id = await account('周七', 'zhou.qi', clerk(centreId), clerk(other));
	expect(await accountIn(db, centreId, id)).toMatchObject({
		username: 'zhou.qi',
		hasPhone: false,
		twoFactor: false,
		lastSeen: null,
		roles: [clerk(centreId)]
	});
	await signInWithPassword(contextOf(guest), new TestVisitor(), { username: 'zhou.qi', password: PASSWORD });
	await db.deleteFrom('identity.session').where('user_id', '=', id).execute();
	expect((await accountIn(db, centreId, id)).lastSeen).toBeInstanceOf(Date);
});

test('every account is on one page only, however many there are', async () => {
	const scope = newId();
	for (let n = 0; n < 60; n++)
		await createAccount(contextOf(), {
			name: `党员${n % 5}`,
			phone: `1370000${1000 + n}`,
			grants: [{ role: 'member', centreId: scope, scopeId: newId() }]
		});
	const first = await accountsIn(db, scope, { roles: ['member'] });
	const second = await accountsIn(db, scope, { roles: ['member'], after: first.next ?? '' });
	expect([first.accounts.length, second.accounts.length, second.next]).toEqual([50, 10, null]);
	expect(new Set([...first.accounts, ...second.accounts].map(({ id }) => id)).size).toBe(60);
});

test('whoever holds a role about something is found by it', async () => {
	const [organisation, nobodys] = [newId(), newId()];
	const role = 'organisationRepresentative' as const;
	const id = await account('钱八', 'qian.ba', { role, centreId, scopeId: organisation });
	expect(await holdersOf(db, role, [organisation, nobodys])).toEqual(new Map([[organisation, [{ id, name: '钱八' }]]]));
	expect(await holdersOf(db, role, [])).toEqual(new Map());
});

test('an administrator gives a new password: sessions and a lockout end, the old password is void, it is written down', async () => {
	const accountId = await account('孙九', 'sun.jiu', clerk(centreId));
	const visitor = new TestVisitor();
	const signIn = (password: string) => signInWithPassword(contextOf(guest), visitor, { username: 'sun.jiu', password });
	handOver((await signIn(PASSWORD)).answer, visitor);
	expect((await actorOf(db, visitor.headers)).actor.kind).toBe('account');
	for (let n = 0; n < 5; n++) await signIn('wrong-password-0').catch(() => undefined);
	await expect(signIn(PASSWORD)).rejects.toMatchObject({ name: 'Refused', because: 'tooOften' });
	await resetPassword(contextOf(administrator), { accountId, newPassword: NEW_PASSWORD });
	expect((await actorOf(db, visitor.headers)).actor.kind).toBe('guest');
	await expect(signIn(PASSWORD)).rejects.toMatchObject({ name: 'Invalid' });
	expect((await signIn(NEW_PASSWORD)).step).toBe('done');
	const told = (await factsOf(db, NO_CENTRE, 'account', accountId)).find(
		({ action }) => action === 'account.passwordReset'
	);
	expect(told).toMatchObject({ actor_role: 'administrator', data: { sessions: 1 } });
});

test('nobody resets a password beyond their own power, their own password, or one that is not there', async () => {
	const accountId = await account('吴十', 'wu.shi', clerk(centreId));
	const reset = (actor: Actor, id = accountId, newPassword = NEW_PASSWORD) =>
		resetPassword(contextOf(actor), { accountId: id, newPassword });
	const elsewhere = acting(newId(), { role: 'administrator', centreId: other, scopeId: other });
	for (const actor of [guest, elsewhere, acting(newId(), clerk(centreId))])
		await expect(reset(actor)).rejects.toMatchObject({ name: 'Refused' });
	await expect(reset(administrator, accountId, 'short')).rejects.toMatchObject({ name: 'Invalid' });
	await grantRole(contextOf(), { accountId, ...clerk(other) });
	await expect(reset(administrator)).rejects.toMatchObject({ name: 'Refused' });
	await reset(acting(newId(), district));
	const own = administrator.kind === 'account' ? administrator.accountId : '';
	await expect(reset(administrator, own)).rejects.toMatchObject({ name: 'Refused' });
	await expect(reset(administrator, newId())).rejects.toMatchObject({ name: 'Missing' });
	const byCode = await createAccount(contextOf(), { name: '郑', phone: '13900000001', grants: [clerk(centreId)] });
	await expect(reset(administrator, byCode)).rejects.toMatchObject({ name: 'Conflict' });
});
