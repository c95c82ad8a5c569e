import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Conflict, Invalid, Missing } from '#kernel/errors.ts';
import { open } from '#kernel/secrets.ts';
import { storePicture } from '#modules/files/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { acceptByLink, act, centreOfConfirmation, contactLights, ownWords, workToConfirm } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const asGuest = cast.as('guest');

/** What stands in the newest message about a wish that is done. */
async function newestLink() {
	const message = await db
		.selectFrom('notifications.message')
		.select('text_sealed')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	const text = open(message.text_sealed);
	return {
		token: /\/confirm\/([\w-]+)/.exec(text)?.[1] ?? '',
		code: /确认码 (\d{6})/.exec(text)?.[1] ?? ''
	};
}
const other = (code: string) => (code === '000000' ? '111111' : '000000');

test('link and code show what was done to this wish, with its pictures; nothing without the code', async () => {
	const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
		.png()
		.toBuffer();
	const { id: pictureId } = await storePicture(cast.as('claimer'), { centreId, bytes });
	const wishId = await wishIn(cast, 'submitted', [pictureId]);
	const link = await newestLink();
	const work = await workToConfirm(asGuest, link);
	expect(work).toMatchObject({
		centreId,
		wishId,
		state: 'submitted',
		title: '想换一盏亮一点的灯',
		notes: ['已经做好了']
	});
	expect(work.claimers).toHaveLength(1);
	expect(work.pictures.map(({ id, stage }) => [id, stage])).toEqual([[pictureId, 'after']]);
	expect(await centreOfConfirmation(db, link.token)).toBe(centreId);
	expect(await centreOfConfirmation(db, 'unknown')).toBeUndefined();
	await expect(workToConfirm(asGuest, { ...link, token: 'unknown' })).rejects.toBeInstanceOf(Missing);
});

test('after five wrong codes the right one opens nothing either', async () => {
	await wishIn(cast, 'submitted');
	const link = await newestLink();
	for (let tries = 0; tries < 5; tries++)
		await expect(workToConfirm(asGuest, { ...link, code: other(link.code) })).rejects.toBeInstanceOf(Invalid);
	await expect(workToConfirm(asGuest, link)).rejects.toBeInstanceOf(Conflict);
});

test('once the person has answered, the link is used up', async () => {
	await wishIn(cast, 'submitted');
	const link = await newestLink();
	await acceptByLink(asGuest, { ...link, rating: 5, picturesConsent: false });
	await expect(workToConfirm(asGuest, link)).rejects.toBeInstanceOf(Conflict);
});

test('a claimer is told until when to be in touch, until they were; nobody else is', async () => {
	const wishId = await wishIn(cast, 'published');
	const claimer = { kind: 'member', id: cast.scopes.claimer };
	await act('claim', cast.as('claimer'), { centreId, wishId, claimer });
	expect((await contactLights(cast.as('claimer'), centreId, [wishId])).get(wishId)).toMatchObject({ light: 'green' });
	for (const visitor of ['guest', 'beneficiary', 'clerk'] as const)
		expect((await contactLights(cast.as(visitor), centreId, [wishId])).size).toBe(0);
	const contactedOn = new Date().toISOString().slice(0, 10);
	await act('contact', cast.as('claimer'), { centreId, wishId, claimer, contactedOn });
	expect((await contactLights(cast.as('claimer'), centreId, [wishId])).size).toBe(0);
});

test('what was told is shown in a list to the person alone', async () => {
	const wishId = await wishIn(cast, 'collected');
	expect((await ownWords(cast.as('beneficiary'), [wishId])).get(wishId)).toBe('家里的灯太暗了，想换一盏亮一点的');
	for (const visitor of ['guest', 'claimer', 'clerk'] as const)
		expect((await ownWords(cast.as(visitor), [wishId])).size).toBe(0);
});
