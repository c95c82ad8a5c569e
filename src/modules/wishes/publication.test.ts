import { sql } from 'kysely';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Conflict, Invalid, Refused } from '#kernel/errors.ts';
import { pictureFile, storePicture } from '#modules/files/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { publication, wishIn } from '#tests/support/wishes.ts';
import { act, collectWish, maySeePicture, publicWish, publicationDraft, wall, wishAtWork } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const [clerk, leader, guest] = [cast.as('clerk'), cast.as('leader'), cast.as('guest')];
const at = (wishId: string) => ({ centreId, wishId });
const publish = (wishId: string, changed: object = {}) =>
	act('publish', clerk, { ...at(wishId), ...publication, ...changed });

let shade = 0;
async function picture(): Promise<string> {
	const background = { r: (shade += 9), g: 90, b: 90 };
	const bytes = await sharp({ create: { width: 32, height: 24, channels: 3, background } })
		.png()
		.toBuffer();
	return (await storePicture(clerk, { centreId, bytes })).id;
}
const isShown = async (id: string) => (await pictureFile(db, { id, name: 'card', format: 'webp' }))?.isPublic;

async function verified(pictureIds: string[] = []): Promise<string> {
	const { id } = await collectWish(clerk, {
		centreId,
		category: 'goods',
		channel: 'window',
		communityId: cast.here.communityId,
		beneficiaryKind: 'elder',
		told: '我叫欧阳小梅，电话13600000009。家里的灯太暗了，想换一盏亮一点的。',
		name: '欧阳小梅',
		phone: '13600000009',
		pictureIds,
		consent: true
	});
	await act('verify', clerk, { ...at(id), method: 'phone', result: 'confirmed' });
	return id;
}

test('the proposed text leaves out who it is; the marks are where they stood', async () => {
	const draft = await publicationDraft(clerk, centreId, await verified());
	expect(draft.publicText).toBe('家里的灯太暗了，想换一盏亮一点的。');
	expect(draft.told.filter(({ kind }) => kind).map(({ text }) => text)).toEqual(['欧阳小梅', '13600000009']);
	expect(draft.limitFen).toBe(50_000);
});

test('a mark that was not written anew is not let onto the wall', async () => {
	const publicText = '请打〔电话〕，想换一盏亮一点的灯';
	await expect(publish(await verified(), { publicText })).rejects.toMatchObject({
		issues: [{ field: 'publicText', message: '这里还留着〔电话〕，请改写成一句话再发布' }]
	});
});

test('only the pictures that were chosen become public, only with a consent of their own, only those of the wish', async () => {
	const [one, other, foreign] = [await picture(), await picture(), await picture()];
	const wishId = await verified([one, other]);
	await verified([foreign]);
	expect((await publicationDraft(clerk, centreId, wishId)).pictures.map(({ id }) => id).sort()).toEqual(
		[one, other].sort()
	);
	await expect(publish(wishId, { publicPictureIds: [one] })).rejects.toMatchObject({
		issues: [{ field: 'picturesConsent' }]
	});
	await expect(publish(wishId, { publicPictureIds: [foreign], picturesConsent: true })).rejects.toBeInstanceOf(Invalid);
	expect([await isShown(one), await isShown(other)]).toEqual([false, false]);
	await publish(wishId, { publicPictureIds: [one], picturesConsent: true });
	expect([await isShown(one), await isShown(other), await isShown(foreign)]).toEqual([true, false, false]);
	expect((await publicWish(guest, centreId, wishId)).pictures.map(({ id }) => id)).toEqual([one]);
});

test('money above the limit is public only when the leader agreed, its pictures too; nobody else can agree', async () => {
	const one = await picture();
	const wishId = await verified([one]);
	const asked = { budget: '500.01', publicPictureIds: [one], picturesConsent: true };
	expect(await publish(wishId, asked)).toMatchObject({ state: 'approving' });
	await expect(publicWish(guest, centreId, wishId)).rejects.toThrow('没有这个心愿');
	expect(await isShown(one)).toBe(false);
	await expect(act('approve', clerk, at(wishId))).rejects.toBeInstanceOf(Refused);
	await act('decline', leader, { ...at(wishId), reason: '请再比一比价' });
	expect((await wishAtWork(clerk, centreId, wishId)).history.at(-1)?.note).toBe('请再比一比价');
	await publish(wishId, asked);
	await act('approve', leader, at(wishId));
	expect(await isShown(one)).toBe(true);
	expect((await publicWish(guest, centreId, wishId)).id).toBe(wishId);
	const inTime = await verified();
	expect(await publish(inTime, { budget: '500' })).toMatchObject({ state: 'published' });
});

test('a consent that is taken back is the end of everything public at once; only a new one brings it back', async () => {
	const one = await picture();
	const wishId = await verified([one]);
	await publish(wishId, { publicPictureIds: [one], picturesConsent: true });
	await expect(act('retract', clerk, { ...at(wishId), part: 'publication' })).rejects.toMatchObject({
		issues: [{ field: 'way' }]
	});
	await act('retract', clerk, { ...at(wishId), part: 'publication', way: 'phone' });
	await expect(publicWish(guest, centreId, wishId)).rejects.toThrow('没有这个心愿');
	expect((await wall(db, centreId, { limit: 100 })).wishes.map(({ id }) => id)).not.toContain(wishId);
	expect(await db.selectFrom('wishes.wall_words').select('words').where('wish_id', '=', wishId).execute()).toEqual([]);
	expect([await isShown(one), await maySeePicture(guest, centreId, one)]).toEqual([false, false]);
	expect((await wishAtWork(clerk, centreId, wishId)).state).toBe('verifying');
	await expect(act('retract', clerk, { ...at(wishId), way: 'phone' })).rejects.toBeInstanceOf(Conflict);
	await publish(wishId);
	expect((await publicWish(guest, centreId, wishId)).pictures).toEqual([]);
	expect(await consents(wishId)).toEqual([{ over: true }, { over: false }]);
});

test('once somebody claimed, the work goes on unseen; the person themself takes it back, too', async () => {
	const wishId = await wishIn(cast, 'implementing');
	await act('retract', cast.as('beneficiary'), at(wishId));
	await expect(publicWish(guest, centreId, wishId)).rejects.toThrow('没有这个心愿');
	expect(await wishAtWork(cast.as('claimer'), centreId, wishId)).toMatchObject({
		state: 'implementing',
		onWall: false
	});
});

test('nothing is on the wall without a consent in force, even if code is wrong', async () => {
	const [hidden, shown] = [await verified(), await wishIn(cast, 'published')];
	const appear = { ...{ title: '灯', public_text: '换灯', alias: '陈阿姨', state: 'published' }, on_wall: true };
	const without = db
		.updateTable('wishes.wish')
		.set({ ...appear, published_on: '2026-11-01' })
		.where('id', '=', hidden);
	await expect(without.execute()).rejects.toThrow('without a consent in force');
	const end = db
		.updateTable('people.consent')
		.set({ withdrawn_at: new Date(Date.now() + 1000) })
		.where('subject_id', '=', shown)
		.where('purpose', '=', 'wish.publication');
	await expect(end.execute()).rejects.toThrow('without a consent in force');
	await db.transaction().execute(async (transaction) => {
		await sql`update people.consent set withdrawn_at = now() + interval '1 hour' where subject_id = ${shown} and purpose = 'wish.publication'`.execute(
			transaction
		);
		await sql`update wishes.wish set on_wall = false where id = ${shown}`.execute(transaction);
	});
});

const consents = async (wishId: string) =>
	(
		await db
			.selectFrom('people.consent')
			.select('withdrawn_at')
			.where('subject_id', '=', wishId)
			.where('purpose', '=', 'wish.publication')
			.orderBy('given_at')
			.execute()
	).map(({ withdrawn_at }) => ({ over: withdrawn_at !== null }));
