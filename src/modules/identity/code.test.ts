import { expect, test } from 'vitest';
import { guest } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { factsOf } from '#kernel/facts.ts';
import { NO_CENTRE } from '#kernel/ids.ts';
import { open } from '#kernel/secrets.ts';
import { testDatabase } from '#tests/support/database.ts';
import { TestVisitor } from '#tests/support/visitor.ts';
import {
	actorOf,
	createAccount,
	enrolTwoFactor,
	handOver,
	phoneIndex,
	phoneOf,
	sendCode,
	verifyCode
} from './server.ts';

const { db, contextOf } = await testDatabase();
const asGuest = contextOf(guest);
let address = 0;
const somebody = () => new TestVisitor(`198.51.100.${++address}`);
let numbers = 13800000000;
const nextPhone = () => String(++numbers);
const at = (seconds: number) => contextOf(guest, clockAt(new Date(Date.now() + seconds * 1000)));

async function newestCode(): Promise<string> {
	const message = await db
		.selectFrom('notifications.message')
		.select('text_sealed')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	return /\d{6}/.exec(open(message.text_sealed))?.[0] ?? '';
}
async function send(phone: string, context = asGuest): Promise<string> {
	await sendCode(context, somebody(), { phone });
	return newestCode();
}
const other = (code: string) => (code === '000000' ? '111111' : '000000');

test('a code makes the account of a resident the first time and finds it again the next time', async () => {
	const phone = nextPhone();
	const first = await verifyCode(asGuest, somebody(), { phone, code: await send(phone) });
	const visitor = somebody();
	const second = await verifyCode(asGuest, visitor, { phone: `+86 ${phone}`, code: await send(phone, at(61)) });
	if (first.step !== 'done' || second.step !== 'done') throw new Error('a second factor was asked for');
	expect(second.accountId).toBe(first.accountId);
	handOver(second.answer, visitor);
	expect((await actorOf(db, visitor.headers)).actor).toEqual({
		kind: 'account',
		accountId: first.accountId,
		name: '居民',
		grants: []
	});
	const actions = (await factsOf(db, NO_CENTRE, 'account', first.accountId)).map((fact) => fact.action);
	expect(actions).toEqual(['account.created', 'account.signedIn', 'account.signedIn']);
});

test('no table of accounts and codes holds a number that can be read', async () => {
	const phone = nextPhone();
	const code = await send(phone);
	const rows = async () =>
		JSON.stringify([
			await db.selectFrom('identity.account_holder').selectAll().execute(),
			await db.selectFrom('identity.verification').selectAll().execute(),
			await db.selectFrom('identity.throttle').selectAll().execute(),
			await db.selectFrom('notifications.message').selectAll().execute()
		]);
	expect(await rows()).not.toContain(phone.slice(-8));
	const signedIn = await verifyCode(asGuest, somebody(), { phone, code });
	expect(await rows()).not.toContain(phone.slice(-8));
	expect(signedIn.step === 'done' && (await phoneOf(db, signedIn.accountId))).toBe(phone);
});

test('a code serves once', async () => {
	const phone = nextPhone();
	const code = await send(phone);
	const results = await Promise.allSettled(
		Array.from({ length: 5 }, () => verifyCode(asGuest, somebody(), { phone, code }))
	);
	expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
});

test('a wrong code says so; after five the right one is void too', async () => {
	const phone = nextPhone();
	const code = await send(phone);
	for (let i = 0; i < 5; i++)
		await expect(verifyCode(asGuest, somebody(), { phone, code: other(code) })).rejects.toMatchObject({
			name: 'Invalid'
		});
	await expect(verifyCode(asGuest, somebody(), { phone, code })).rejects.toMatchObject({
		name: 'Conflict',
		message: expect.stringContaining('作废')
	});
});

test('a code is over after five minutes', async () => {
	const phone = nextPhone();
	const code = await send(phone);
	await db
		.updateTable('identity.verification')
		.set({ expires_at: new Date(Date.now() - 1000) })
		.where('identifier', '=', `phone-number-otp-${phoneIndex(phone)}`)
		.execute();
	await expect(verifyCode(asGuest, somebody(), { phone, code })).rejects.toMatchObject({
		name: 'Conflict',
		message: expect.stringContaining('过期')
	});
});

test('a code that was never sent is not there', async () => {
	await expect(verifyCode(asGuest, somebody(), { phone: nextPhone(), code: '123456' })).rejects.toMatchObject({
		name: 'Conflict'
	});
});

test('only the newest code counts', async () => {
	const phone = nextPhone();
	const older = await send(phone);
	const newer = await send(phone, at(61));
	if (older !== newer)
		await expect(verifyCode(asGuest, somebody(), { phone, code: older })).rejects.toMatchObject({ name: 'Invalid' });
	await verifyCode(asGuest, somebody(), { phone, code: newer });
	await expect(verifyCode(asGuest, somebody(), { phone, code: older })).rejects.toMatchObject({ name: 'Conflict' });
});

test('one code a minute and five an hour for a number', async () => {
	const phone = nextPhone();
	await send(phone, at(0));
	await expect(send(phone, at(30))).rejects.toMatchObject({ because: 'tooOften', retryAfter: expect.closeTo(30, -1) });
	for (const minute of [2, 4, 6, 8]) await send(phone, at(minute * 60));
	await expect(send(phone, at(600))).rejects.toMatchObject({
		because: 'tooOften',
		message: expect.stringContaining('分钟')
	});
	await send(phone, at(3700));
});

test('twenty codes an hour for an address', async () => {
	const visitor = somebody();
	for (let i = 0; i < 20; i++) await sendCode(asGuest, visitor, { phone: nextPhone() });
	await expect(sendCode(asGuest, visitor, { phone: nextPhone() })).rejects.toMatchObject({ because: 'tooOften' });
	await sendCode(asGuest, somebody(), { phone: nextPhone() });
});

test('a code does not get around a second factor', async () => {
	const phone = nextPhone();
	const accountId = await createAccount(contextOf(), {
		name: '管理员',
		username: 'careful',
		password: 'plum-blossom-1',
		phone
	});
	await enrolTwoFactor(contextOf(), { accountId, secret: 'JBSWY3DPEHPK3PXP' });
	await expect(verifyCode(asGuest, somebody(), { phone, code: await send(phone) })).rejects.toMatchObject({
		name: 'Refused'
	});
	expect(await db.selectFrom('identity.session').select('id').where('user_id', '=', accountId).execute()).toEqual([]);
});
