import { expect, test } from 'vitest';
import { guest, system } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { factsOf } from '#kernel/facts.ts';
import { newId, NO_CENTRE } from '#kernel/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { TestVisitor } from '#tests/support/visitor.ts';
import {
	actorOf,
	changePassword,
	createAccount,
	handOver,
	signInWithPassword,
	signOut,
	signOutEverywhere
} from './server.ts';

const { db, contextOf } = await testDatabase();
const asGuest = contextOf(guest);
const PASSWORD = 'plum-blossom-1';
let address = 0;
const somebody = () => new TestVisitor(`198.51.100.${++address}`);

const account = (username: string) =>
	createAccount(contextOf(system('test')), {
		name: '林老师',
		username,
		password: PASSWORD,
		grants: [{ role: 'clerk', centreId: CENTRE, scopeId: CENTRE }]
	});
const CENTRE = newId();

async function signIn(username: string, password = PASSWORD, visitor = somebody(), context = asGuest) {
	const signedIn = await signInWithPassword(context, visitor, { username, password });
	handOver(signedIn.answer, visitor);
	return { visitor, signedIn };
}
const actions = async (accountId: string) =>
	(await factsOf(db, NO_CENTRE, 'account', accountId)).map((fact) => fact.action);

test('a password signs in, and the cookie and the bearer token both stand for the account and its roles', async () => {
	const accountId = await account('lin');
	const { visitor, signedIn } = await signIn(' LIN ');
	if (signedIn.step !== 'done') throw new Error('a second factor was asked for');
	const actor = {
		kind: 'account',
		accountId,
		name: '林老师',
		grants: [{ role: 'clerk', centreId: CENTRE, scopeId: CENTRE }]
	};
	expect((await actorOf(db, visitor.headers)).actor).toEqual(actor);
	expect((await actorOf(db, new Headers({ authorization: `Bearer ${signedIn.token}` }))).actor).toEqual(actor);
	expect(await actions(accountId)).toEqual(['account.created', 'role.granted', 'account.signedIn']);
});

test('the session cookie is out of reach of scripts and other sites', async () => {
	await account('cookie');
	const { signedIn } = await signIn('cookie');
	expect(signedIn.answer.getSetCookie().join()).toMatch(/^meihua\.session_token=.*HttpOnly.*SameSite=Lax/i);
});

test('a cookie with an altered token or signature is a guest', async () => {
	await account('forged');
	const { visitor } = await signIn('forged');
	const [name, value] = [...visitor.jar][0] ?? ['', ''];
	for (const altered of [`A${value.slice(1)}`, `${value.slice(0, -3)}AA=`, value.split('.')[0] ?? '', '']) {
		visitor.jar.set(name, altered);
		expect((await actorOf(db, visitor.headers)).actor).toEqual(guest);
	}
});

test('an unknown name and a wrong password get the same answer', async () => {
	await account('known');
	const answers = await Promise.all(
		['known', 'unknown'].map((username) => signIn(username, 'not-the-password-1').catch((error: unknown) => error))
	);
	expect(answers[0]).toEqual(answers[1]);
	expect(answers[0]).toMatchObject({ name: 'Invalid', message: '用户名或密码不对' });
});

test('five failures lock the name for a quarter of an hour, even for the right password, and that is said', async () => {
	const accountId = await account('locked');
	const tries = await Promise.all(
		Array.from({ length: 8 }, () => signIn('locked', 'not-the-password-1').catch((error: unknown) => error))
	);
	expect(tries.filter((error) => (error as Error).name === 'Invalid')).toHaveLength(4);
	expect(tries.filter((error) => (error as Error).name === 'Refused')).toHaveLength(4);
	await expect(signIn('locked')).rejects.toMatchObject({
		name: 'Refused',
		because: 'tooOften',
		message: expect.stringContaining('锁定')
	});
	expect(await actions(accountId)).toContain('account.lockedOut');
	const later = contextOf(guest, clockAt(new Date(Date.now() + 15 * 60_000 + 1000)));
	expect((await signIn('locked', PASSWORD, somebody(), later)).signedIn.step).toBe('done');
});

test('twenty failures lock an address for other names too', async () => {
	const visitor = somebody();
	await account('neighbour');
	for (let i = 0; i < 20; i++) await signIn(`nobody${i}`, 'not-the-password-1', visitor).catch(() => undefined);
	await expect(signIn('neighbour', PASSWORD, visitor)).rejects.toMatchObject({ because: 'tooOften' });
	expect((await signIn('neighbour')).signedIn.step).toBe('done');
});

test('signing in well does not use up the tries of an address', async () => {
	const visitor = somebody();
	await account('busy');
	for (let i = 0; i < 22; i++) expect((await signIn('busy', PASSWORD, visitor)).signedIn.step).toBe('done');
});

test('signing out ends the session at once; signing out everywhere ends all', async () => {
	const accountId = await account('leaver');
	const sessions = await Promise.all([signIn('leaver'), signIn('leaver'), signIn('leaver')]);
	const kinds = () => Promise.all(sessions.map(async ({ visitor }) => (await actorOf(db, visitor.headers)).actor.kind));
	expect(await kinds()).toEqual(['account', 'account', 'account']);
	await signOut(asGuest, (sessions[0] as (typeof sessions)[0]).visitor.headers);
	expect(await kinds()).toEqual(['guest', 'account', 'account']);
	await signOutEverywhere(contextOf({ kind: 'account', accountId, name: '', grants: [] }), {});
	expect(await kinds()).toEqual(['guest', 'guest', 'guest']);
});

test('a new password ends the other sessions, and the old one no longer signs in', async () => {
	const accountId = await account('changer');
	const [here, elsewhere] = [await signIn('changer'), await signIn('changer')];
	const own = contextOf((await actorOf(db, here.visitor.headers)).actor);
	const change = (currentPassword: string, newPassword: string, repeatedPassword = newPassword) =>
		changePassword(own, here.visitor.headers, { currentPassword, newPassword, repeatedPassword });
	await expect(change(PASSWORD, 'short-1')).rejects.toMatchObject({ name: 'Invalid' });
	await expect(change(PASSWORD, 'another-good-2', 'different-one-3')).rejects.toMatchObject({ name: 'Invalid' });
	await expect(change('not-the-password-1', 'another-good-2')).rejects.toMatchObject({ message: '现在的密码不对' });
	handOver(await change(PASSWORD, 'another-good-2'), here.visitor);
	expect((await actorOf(db, here.visitor.headers)).actor.kind).toBe('account');
	expect((await actorOf(db, elsewhere.visitor.headers)).actor).toEqual(guest);
	await expect(signIn('changer')).rejects.toMatchObject({ name: 'Invalid' });
	expect((await signIn('changer', 'another-good-2')).signedIn.step).toBe('done');
	expect(await actions(accountId)).toContain('account.passwordChanged');
});

test('staff are signed out after eight idle hours, everybody after a week', async () => {
	await account('idle');
	const residentId = await createAccount(contextOf(), { name: '居民', username: 'idle.resident', password: PASSWORD });
	const [staff, resident] = [await signIn('idle'), await signIn('idle.resident')];
	const after = (hours: number) => () => new Date(Date.now() + hours * 3_600_000);
	expect((await actorOf(db, staff.visitor.headers, after(7))).actor.kind).toBe('account');
	expect((await actorOf(db, staff.visitor.headers, after(14))).actor.kind).toBe('account');
	expect((await actorOf(db, staff.visitor.headers, after(23))).actor).toEqual(guest);
	expect((await actorOf(db, resident.visitor.headers, after(100))).actor).toMatchObject({ accountId: residentId });
	expect((await actorOf(db, resident.visitor.headers, after(169))).actor).toEqual(guest);
});
