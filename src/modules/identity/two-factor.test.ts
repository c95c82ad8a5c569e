import { expect, test } from 'vitest';
import { guest } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { TestVisitor } from '#tests/support/visitor.ts';
import {
	actorOf,
	confirmTwoFactor,
	createAccount,
	enrolTwoFactor,
	finishTwoFactor,
	handOver,
	needsTwoFactor,
	pendingTwoFactor,
	signInWithPassword,
	startTwoFactor,
	totpNow
} from './server.ts';

const { db, contextOf } = await testDatabase();
const asGuest = contextOf(guest);
const PASSWORD = 'plum-blossom-1';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const centre = newId();

const administrator = (username: string) =>
	createAccount(contextOf(), {
		name: '管理员',
		username,
		password: PASSWORD,
		grants: [{ role: 'administrator', centreId: centre, scopeId: centre }]
	});

async function firstStep(username: string) {
	const visitor = new TestVisitor();
	const { step, answer } = await signInWithPassword(asGuest, visitor, { username, password: PASSWORD });
	handOver(answer, visitor);
	return { visitor, step };
}
async function secondStep(visitor: TestVisitor, code: string) {
	handOver((await finishTwoFactor(asGuest, visitor, { code })).answer, visitor);
	return actorOf(db, visitor.headers);
}
const wrong = () => (totpNow(SECRET) === '000000' ? '111111' : '000000');

test('an administrator without a second factor is told to set one up; afterwards every sign-in asks for it', async () => {
	await administrator('first');
	const { visitor, step } = await firstStep('first');
	expect(step).toBe('done');
	const presence = await actorOf(db, visitor.headers);
	expect(needsTwoFactor(presence)).toBe(true);

	const own = contextOf(presence.actor);
	await expect(startTwoFactor(own, visitor.headers, { password: 'not-the-password' })).rejects.toMatchObject({
		message: '密码不对'
	});
	await startTwoFactor(own, visitor.headers, { password: PASSWORD });
	const pending = await pendingTwoFactor(own);
	if (!pending) throw new Error('no second factor waits');
	expect(pending.link).toContain(`secret=${pending.secret}`);
	await expect(confirmTwoFactor(own, visitor.headers, { code: wrong() })).rejects.toMatchObject({ name: 'Invalid' });
	const { spareCodes, answer } = await confirmTwoFactor(own, visitor.headers, { code: totpNow(pending.secret) });
	handOver(answer, visitor);
	expect(needsTwoFactor(await actorOf(db, visitor.headers))).toBe(false);
	expect(await pendingTwoFactor(own)).toBeUndefined();
	await expect(startTwoFactor(own, visitor.headers, { password: PASSWORD })).rejects.toMatchObject({
		name: 'Conflict'
	});

	const next = await firstStep('first');
	expect(next.step).toBe('twoFactor');
	expect((await actorOf(db, next.visitor.headers)).actor).toEqual(guest);
	expect((await secondStep(next.visitor, totpNow(pending.secret))).actor.kind).toBe('account');

	const spare = spareCodes[0] ?? '';
	expect((await secondStep((await firstStep('first')).visitor, spare)).actor.kind).toBe('account');
	await expect(secondStep((await firstStep('first')).visitor, spare)).rejects.toMatchObject({ name: 'Invalid' });
});

test('a loader enrols a known secret; wrong codes are refused, and after five the sign-in begins anew', async () => {
	const accountId = await administrator('enrolled');
	await enrolTwoFactor(contextOf(), { accountId, secret: SECRET });
	await expect(enrolTwoFactor(asGuest, { accountId, secret: SECRET })).rejects.toMatchObject({ name: 'Refused' });
	const { visitor } = await firstStep('enrolled');
	await expect(secondStep(visitor, wrong())).rejects.toMatchObject({ name: 'Invalid' });
	expect(needsTwoFactor(await secondStep(visitor, totpNow(SECRET)))).toBe(false);

	const other = (await firstStep('enrolled')).visitor;
	for (let i = 0; i < 5; i++) await secondStep(other, wrong()).catch(() => undefined);
	await expect(secondStep(other, totpNow(SECRET))).rejects.toMatchObject({
		name: expect.stringMatching(/Conflict|Refused/)
	});
});

test('a second factor without a first step is refused', async () => {
	await expect(secondStep(new TestVisitor(), totpNow(SECRET))).rejects.toMatchObject({ name: 'Conflict' });
});
