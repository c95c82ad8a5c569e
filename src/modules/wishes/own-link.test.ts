import { beforeEach, expect, test } from 'vitest';
import type { Context } from '#kernel/command.ts';
import { Conflict, Invalid, Missing } from '#kernel/errors.ts';
import {
	collectWish,
	askOwnLink,
	openWishContact,
	ownLinkBehind,
	ownWishByLink,
	retractByLink,
	withdrawByLink,
	wishAtWork,
	act
} from './server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { newestMessage, publication } from '#tests/support/wishes.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const guest = cast.as('guest');
const PHONE = '13700001234';
const later = (days: number): Context => ({ ...guest, clock: () => new Date(Date.now() + days * 86_400_000) });

/** Link and code, as the newest message tells them. */
async function sent() {
	const text = await newestMessage(db, '/wishes/mine/');
	const [, token = '', code = ''] = /\/here\/wishes\/mine\/(\S+) ，确认码 (\d{6})/.exec(text) ?? [];
	return { token, code };
}
const messages = async () => (await db.selectFrom('notifications.message').select('id').execute()).length;
const wrong = (code: string) => (code === '111111' ? '222222' : '111111');

let wish = { id: '', reference: '' };
let link = { token: '', code: '' };
beforeEach(async () => {
	wish = await collectWish(cast.as('clerk'), {
		centreId,
		category: 'goods',
		channel: 'window',
		communityId: cast.here.communityId,
		beneficiaryKind: 'elder',
		told: '想要一台收音机',
		name: '区永康',
		address: '样例街9号',
		phone: PHONE,
		consent: true
	});
	link = await sent();
});

test('the receipt leads somebody without an account to their wish: how it goes and who looked, when and why, none of their own details', async () => {
	await openWishContact(cast.as('clerk'), { centreId, wishId: wish.id, reason: '约时间上门看看' });
	const own = await ownWishByLink(guest, link);
	expect(own).toMatchObject({
		wishId: wish.id,
		reference: wish.reference,
		state: 'collected',
		title: '物资帮扶的心愿'
	});
	expect(own.disclosures).toMatchObject([{ viewer: '工作人员', as: '工作人员', reason: '约时间上门看看' }]);
	expect(own.deadline?.light).toBe('green');
	expect(JSON.stringify(own)).not.toMatch(/区永康|13700001234|样例街|收音机/);
});

test('only hashes of link and code are kept; a wrong code counts, and five of them void the link', async () => {
	const row = await db
		.selectFrom('wishes.own_link')
		.selectAll()
		.where('wish_id', '=', wish.id)
		.executeTakeFirstOrThrow();
	expect(Object.values(row).map(String).join()).not.toMatch(new RegExp(`${link.token}|\\b${link.code}\\b`));
	for (let tries = 0; tries < 4; tries += 1)
		await expect(ownWishByLink(guest, { ...link, code: wrong(link.code) })).rejects.toBeInstanceOf(Invalid);
	await expect(ownWishByLink(guest, link)).resolves.toMatchObject({ wishId: wish.id });
	await expect(ownWishByLink(guest, { ...link, code: wrong(link.code) })).rejects.toBeInstanceOf(Invalid);
	await expect(ownWishByLink(guest, link)).rejects.toThrow('输错的次数太多');
	await expect(withdrawByLink(guest, { ...link, reason: '不要了' })).rejects.toBeInstanceOf(Conflict);
});

test('reference and phone bring a new link, which voids the one before; whoever guesses learns nothing', async () => {
	const before = await messages();
	await askOwnLink(guest, { centreId, reference: wish.reference, phone: '13700009999' });
	await askOwnLink(guest, { centreId, reference: 'ABCD2345', phone: PHONE });
	await askOwnLink(guest, { centreId: cast.scopes.elsewhere, reference: wish.reference, phone: PHONE });
	expect(await messages()).toBe(before);
	await askOwnLink(guest, { centreId, reference: ` ${wish.reference.toLowerCase()} `, phone: '137 0000 1234' });
	expect(await messages()).toBe(before + 1);
	await expect(ownLinkBehind(guest, link.token)).rejects.toThrow('新的短信');
	const next = await sent();
	await expect(ownWishByLink(guest, next)).resolves.toMatchObject({ wishId: wish.id });
	for (let n = 0; n < 4; n += 1) await askOwnLink(guest, { centreId, reference: wish.reference, phone: PHONE });
	expect(await messages()).toBe(before + 2); // with the receipt three a day
});

test('a link is over after ninety days, and one that never was is missing', async () => {
	await expect(ownLinkBehind(later(89), link.token)).resolves.toMatchObject({ wishId: wish.id });
	await expect(ownLinkBehind(later(91), link.token)).rejects.toBeInstanceOf(Conflict);
	await expect(ownLinkBehind(guest, 'nobody-got-this')).rejects.toBeInstanceOf(Missing);
});

test('by the link the person takes back the consent, and the wish: off the wall at once, as the person, and only with the code', async () => {
	const at = { centreId, wishId: wish.id };
	await act('verify', cast.as('clerk'), { ...at, method: 'phone', result: 'confirmed' });
	await act('publish', cast.as('clerk'), { ...at, ...publication });
	expect(await ownWishByLink(guest, link)).toMatchObject({ onWall: true, mayRetract: true, mayWithdraw: true });
	await expect(retractByLink(guest, { ...link, code: wrong(link.code) })).rejects.toBeInstanceOf(Conflict);
	await retractByLink(guest, link);
	const retracted = await ownWishByLink(guest, link);
	expect(retracted).toMatchObject({ onWall: false, mayRetract: false, state: 'verifying' });
	await withdrawByLink(guest, { ...link, reason: '已经不需要了' });
	const { state, history } = await wishAtWork(cast.as('clerk'), centreId, wish.id);
	expect([state, history.at(-1)?.who]).toEqual(['withdrawn', '心愿人']);
	await expect(withdrawByLink(guest, { ...link, reason: '已经不需要了' })).rejects.toBeInstanceOf(Conflict);
	expect(await ownWishByLink(guest, link)).toMatchObject({ state: 'withdrawn', mayWithdraw: false });
});
