import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { pictureFile, storePicture } from '#modules/files/server.ts';
import { consentOf } from '#modules/people/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { actionInput } from '#tests/support/inputs.ts';
import { publication, wishIn } from '#tests/support/wishes.ts';
import { PUBLICATION } from './wish.ts';
import {
	act,
	collectWish,
	maySeePicture,
	openWishContact,
	publicWish,
	queueOf,
	submitWish,
	wall,
	wishAtWork,
	wishTasks
} from './server.ts';
import { wishActions } from './lifecycle.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const reason = '约时间上门';

const publish = (wishId: string, changes: object = {}) =>
	act('publish', cast.as('clerk'), { centreId, wishId, ...publication, ...changes });
const failure = (attempt: Promise<unknown>) =>
	attempt.then(
		() => undefined,
		(error: unknown) => error as Invalid
	);

test('another centre’s staff cannot find a wish here, and a wish is not found in another centre', async () => {
	const wishId = await wishIn(cast, 'collected');
	for (const action of wishActions) {
		const attempt = act(action, cast.as('otherClerk'), {
			...actionInput(action, cast, 'otherClerk'),
			centreId,
			wishId
		});
		await expect(attempt).rejects.toBeInstanceOf(Missing);
	}
	const elsewhere = act('verify', cast.as('otherClerk'), {
		centreId: cast.scopes.elsewhere,
		wishId,
		method: 'phone',
		result: 'confirmed'
	});
	await expect(elsewhere).rejects.toBeInstanceOf(Missing);
	await expect(openWishContact(cast.as('otherClerk'), { centreId, wishId, reason })).rejects.toBeInstanceOf(Missing);
	await expect(wishAtWork(cast.as('otherClerk'), centreId, wishId)).rejects.toBeInstanceOf(Missing);
	await expect(queueOf(cast.as('otherClerk'), centreId, 'collected')).rejects.toBeInstanceOf(Missing);
	for (const id of [newId(), 'no id'])
		await expect(wishAtWork(cast.as('clerk'), centreId, id)).rejects.toBeInstanceOf(Missing);
});

test('a wish that is not on the wall exists for nobody who has nothing to do with it', async () => {
	const wishId = await wishIn(cast, 'verifying');
	await expect(publicWish(cast.as('guest'), centreId, wishId)).rejects.toBeInstanceOf(Missing);
	for (const visitor of ['guest', 'resident', 'member', 'representative'] as const) {
		await expect(act('withdraw', cast.as(visitor), { centreId, wishId, reason: '不要了' })).rejects.toBeInstanceOf(
			Missing
		);
		await expect(wishAtWork(cast.as(visitor), centreId, wishId)).rejects.toBeInstanceOf(Missing);
	}
});

test('on the wall a guest is asked to sign in, and somebody else’s wish is withdrawn by nobody', async () => {
	const wishId = await wishIn(cast, 'published');
	const withdraw = { centreId, wishId, reason: '不要了' };
	expect(await failure(act('withdraw', cast.as('guest'), withdraw))).toMatchObject({
		name: 'Refused',
		because: 'signedOut'
	});
	expect(await failure(act('withdraw', cast.as('resident'), withdraw))).toMatchObject({
		name: 'Refused',
		because: 'policy'
	});
});

test('nothing is published before somebody has found the need to be real', async () => {
	const wishId = await wishIn(cast, 'collected');
	await expect(publish(wishId)).rejects.toBeInstanceOf(Conflict);
	await act('verify', cast.as('clerk'), { centreId, wishId, method: 'phone', result: 'notReached' });
	await expect(publish(wishId)).rejects.toThrow('还没有核实属实的记录');
	await act('verify', cast.as('gridWorker'), { centreId, wishId, method: 'visit', result: 'confirmed' });
	await expect(publish(wishId)).resolves.toMatchObject({ state: 'published' });
});

test('nothing is published without a consent of its own', async () => {
	const wishId = await wishIn(cast, 'verifying');
	expect((await failure(publish(wishId, { consent: false })))?.issues.map(({ field }) => field)).toEqual(['consent']);
	expect((await failure(publish(wishId, { cleared: undefined })))?.issues.map(({ field }) => field)).toEqual([
		'cleared'
	]);
	await publish(wishId);
	const { person_id } = await db
		.selectFrom('wishes.wish')
		.select('person_id')
		.where('id', '=', wishId)
		.executeTakeFirstOrThrow();
	expect(await consentOf(db, { centreId, personId: person_id, purpose: PUBLICATION, subjectId: wishId })).toMatchObject(
		{ way: 'phone' }
	);
});

test('a text that still tells who it is is not published, and the place is named', async () => {
	const wishId = await wishIn(cast, 'verifying');
	const publicText = `请打${cast.phones.beneficiary}，或到样例街1号101找陈小梅`;
	const error = await failure(publish(wishId, { publicText, title: '陈小梅的灯' }));
	expect(error).toBeInstanceOf(Invalid);
	const told = error?.issues.map(({ field, message }) => `${field}：${message}`).join('\n');
	expect(told).toContain('title：这里还有姓名“陈小梅”，请去掉再发布');
	expect(told).toContain(`publicText：这里还有电话“${cast.phones.beneficiary}”，请去掉再发布`);
	expect(told).toMatch(/publicText：这里还有住址“.*样例街1号101”/);
	expect(error?.issues.map(({ field }) => field)).not.toContain('alias');
	expect((await failure(publish(wishId, { category: 'nothing' })))?.issues[0]?.field).toBe('category');
	expect((await wishAtWork(cast.as('clerk'), centreId, wishId)).onWall).toBe(false);
});

test('an action in a wrong state is a conflict that says in which state the wish is', async () => {
	const wishId = await wishIn(cast, 'published');
	const error = await failure(act('submit', cast.as('clerk'), { centreId, wishId, note: '做好了' }));
	expect(error).toMatchObject({
		name: 'Conflict',
		message: '这个心愿现在是“待认领”，不能“提交验收”。请刷新页面看最新情况。'
	});
});

test('opening the contact details is written down, and the person and the staff can read who looked, in which role, and why', async () => {
	const wishId = await wishIn(cast, 'claimed');
	expect(await openWishContact(cast.as('claimer'), { centreId, wishId, reason })).toMatchObject({
		name: '陈小梅',
		phone: cast.phones.beneficiary
	});
	for (const visitor of ['beneficiary', 'clerk'] as const)
		expect((await wishAtWork(cast.as(visitor), centreId, wishId)).disclosures).toMatchObject([
			{ viewer: '认领人', as: '认领人', reason, fields: ['name', 'phone', 'address'] }
		]);
	expect((await wishAtWork(cast.as('claimer'), centreId, wishId)).disclosures).toEqual([]);
	await expect(openWishContact(cast.as('member'), { centreId, wishId, reason })).rejects.toBeInstanceOf(Refused);
	await expect(openWishContact(cast.as('claimer'), { centreId, wishId, reason: ' ' })).rejects.toBeInstanceOf(Invalid);
});

test('once the person has confirmed, a claimer no longer sees where they live', async () => {
	const wishId = await wishIn(cast, 'accepted');
	await expect(openWishContact(cast.as('claimer'), { centreId, wishId, reason })).rejects.toBeInstanceOf(Refused);
	expect((await wishAtWork(cast.as('claimer'), centreId, wishId)).mayOpenContact).toBe(false);
});

test('what was told is read by the person and by the staff who act on it, and by nobody else', async () => {
	const wishId = await wishIn(cast, 'claimed');
	const told = async (visitor: 'beneficiary' | 'clerk' | 'gridWorker' | 'leader' | 'auditor' | 'claimer' | 'member') =>
		(await wishAtWork(cast.as(visitor), centreId, wishId)).told;
	const words = await told('beneficiary');
	expect(words).not.toBeNull();
	expect([await told('clerk'), await told('gridWorker')]).toEqual([words, words]);
	for (const visitor of ['leader', 'auditor', 'claimer', 'member'] as const) expect(await told(visitor)).toBeNull();
});

test('a withdrawn wish is off the wall, its places are free, its consent is over', async () => {
	const wishId = await wishIn(cast, 'claimed');
	await act('withdraw', cast.as('beneficiary'), { centreId, wishId, reason: '儿子买好了' });
	await expect(publicWish(cast.as('guest'), centreId, wishId)).rejects.toBeInstanceOf(Missing);
	const row = await wishAtWork(cast.as('clerk'), centreId, wishId);
	expect(row).toMatchObject({ state: 'withdrawn', claimed: 0, claims: [], onWall: false, deadline: null });
	await expect(openWishContact(cast.as('claimer'), { centreId, wishId, reason })).rejects.toBeInstanceOf(Missing);
});

test('the pictures of a wish that is withdrawn after all are nobody’s to see any more', async () => {
	const bytes = await sharp({ create: { width: 32, height: 24, channels: 3, background: 'teal' } })
		.png()
		.toBuffer();
	const { id } = await storePicture(cast.as('claimer'), { centreId, bytes });
	const isShown = async () => (await pictureFile(db, { id, name: 'card', format: 'webp' }))?.isPublic;
	const wishId = await wishIn(cast, 'accepted', [id]);
	expect(await isShown()).toBe(true);
	await act('reopen', cast.as('beneficiary'), { centreId, wishId, words: '又坏了' });
	await act('withdraw', cast.as('beneficiary'), { centreId, wishId, reason: '不要了' });
	expect(await isShown()).toBe(false);
	expect(await maySeePicture(cast.as('guest'), centreId, id)).toBe(false);
	expect(await maySeePicture(cast.as('beneficiary'), centreId, id)).toBe(true);
});

test('whoever registers for others is staff; a number is one’s own only after its code', async () => {
	const wish = {
		centreId,
		category: 'goods',
		communityId: cast.here.communityId,
		beneficiaryKind: 'elder',
		told: '想要一盏灯',
		name: '陈小梅'
	} as const;
	const collected = { ...wish, channel: 'window', consent: true } as const;
	for (const visitor of ['guest', 'resident', 'claimer', 'leader', 'otherClerk'] as const)
		await expect(collectWish(cast.as(visitor), collected)).rejects.toBeInstanceOf(Refused);
	const own = { ...wish, phone: cast.phones.beneficiary, contactWay: 'code' } as const;
	await expect(submitWish(cast.as('resident'), own)).rejects.toBeInstanceOf(Refused);
	await expect(submitWish(cast.as('guest'), own)).rejects.toBeInstanceOf(Refused);
	const { id } = await submitWish(cast.as('guest'), { ...own, contactWay: 'callBack' });
	expect(await wishAtWork(cast.as('clerk'), centreId, id)).toMatchObject({
		state: 'collected',
		channel: 'online',
		contactWay: 'callBack'
	});
	for (const [field, value] of [
		['category', 'nothing'],
		['communityId', newId()],
		['gridId', newId()]
	] as const)
		expect((await failure(collectWish(cast.as('clerk'), { ...collected, [field]: value })))?.issues[0]?.field).toBe(
			field
		);
});

test('the same form sent twice is one wish', async () => {
	const key = newId();
	const form = {
		centreId,
		category: 'goods',
		channel: 'window',
		communityId: cast.here.communityId,
		beneficiaryKind: 'elder',
		told: '只要一盏灯',
		name: '陈小梅',
		consent: true
	} as const;
	const [first, second] = await Promise.all([
		collectWish(cast.as('clerk'), form, key),
		collectWish(cast.as('clerk'), form, key)
	]);
	expect(second).toEqual(first);
	await expect(collectWish(cast.as('clerk'), { ...form, told: '还要一把椅子' }, key)).rejects.toBeInstanceOf(Conflict);
});

test('a wish that was confirmed is filed by itself when the time to come back to it is over, and not before', async () => {
	const wishId = await wishIn(cast, 'accepted');
	const close = (days: number) =>
		wishTasks.tasks['closeAcceptedWishes']?.(
			{ ...cast.as('guest'), clock: () => new Date(Date.now() + days * 86_400_000) },
			{}
		);
	await close(6);
	expect((await publicWish(cast.as('guest'), centreId, wishId)).state).toBe('accepted');
	await close(20);
	expect((await publicWish(cast.as('guest'), centreId, wishId)).state).toBe('closed');
});

test('the wall shows longest waiting first, page by page, and nothing twice', async () => {
	for (let at = 0; at < 5; at += 1) await wishIn(cast, 'published');
	const seen: string[] = [];
	for (let after: string | undefined, pages = 0; pages < 10; pages += 1) {
		const page = await wall(db, centreId, { part: 'open', limit: 2, after });
		seen.push(...page.wishes.map(({ id }) => id));
		if (page.next === null) break;
		after = page.next;
	}
	const all = (await wall(db, centreId, { part: 'open', limit: 50 })).wishes.map(({ id }) => id);
	expect(seen).toEqual(all);
	expect(new Set(all).size).toBe(all.length);
	expect((await wall(db, centreId, { communityId: 'nowhere' })).wishes).toEqual([]);
	expect((await wall(db, cast.scopes.elsewhere)).wishes).toEqual([]);
});
