import { beforeEach, expect, test } from 'vitest';
import type { Context } from '#kernel/command.ts';
import { Conflict, Invalid, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { open } from '#kernel/secrets.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { acceptByLink, act, checkConfirmation, confirmationBehind, reopenByLink, wishAtWork } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const guest = cast.as('guest');
const later = (days: number): Context => ({ ...guest, clock: () => new Date(Date.now() + days * 86_400_000) });

/** Link and code, as the newest message tells them. */
async function sent() {
	const { text_sealed } = await db
		.selectFrom('notifications.message')
		.select('text_sealed')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	const [, token = '', code = ''] = /\/confirm\/(\S+) .*确认码 (\d{6})/.exec(open(text_sealed)) ?? [];
	return { token, code };
}
const wrong = (code: string) => (code === '111111' ? '222222' : '111111');
const stateOf = async () => (await wishAtWork(cast.as('clerk'), centreId, wishId)).state;

let wishId = '';
let link = { token: '', code: '' };
beforeEach(async () => {
	wishId = await wishIn(cast, 'submitted');
	link = await sent();
});

test('the person confirms by link and code, without an account, once', async () => {
	await expect(checkConfirmation(guest, link)).resolves.toEqual({ centreId, wishId });
	await acceptByLink(guest, { ...link, rating: 4, words: '挺好' });
	const { state, rating, records } = await wishAtWork(cast.as('clerk'), centreId, wishId);
	expect([state, rating, records.acceptances.map(({ way, words }) => [way, words])]).toEqual([
		'accepted',
		4,
		[['link', '挺好']]
	]);
	await expect(acceptByLink(guest, { ...link, rating: 1 })).rejects.toBeInstanceOf(Conflict);
	await expect(reopenByLink(guest, { ...link, words: '还要改' })).rejects.toBeInstanceOf(Conflict);
});

test('a double click on it is one confirmation', async () => {
	const key = newId();
	const [first, second] = await Promise.all([1, 2].map(() => acceptByLink(guest, { ...link, rating: 5 }, key)));
	expect(second).toEqual(first);
	expect((await wishAtWork(cast.as('clerk'), centreId, wishId)).records.acceptances).toHaveLength(1);
});

test('a wrong code counts, and five of them void the link', async () => {
	for (let tries = 0; tries < 5; tries += 1)
		await expect(checkConfirmation(guest, { ...link, code: wrong(link.code) })).rejects.toBeInstanceOf(Invalid);
	await expect(checkConfirmation(guest, link)).rejects.toThrow('输错的次数太多');
	await expect(acceptByLink(guest, { ...link, rating: 5 })).rejects.toBeInstanceOf(Conflict);
	expect(await stateOf()).toBe('submitted');
});

test('four wrong ones do not, and a code that is none is only told to be none', async () => {
	await expect(checkConfirmation(guest, { ...link, code: 'abc' })).rejects.toBeInstanceOf(Invalid);
	for (let tries = 0; tries < 4; tries += 1)
		await expect(checkConfirmation(guest, { ...link, code: wrong(link.code) })).rejects.toBeInstanceOf(Invalid);
	await expect(checkConfirmation(guest, link)).resolves.toEqual({ centreId, wishId });
});

test('a wrong code confirms nothing, even where nobody has checked it before', async () => {
	await expect(acceptByLink(guest, { ...link, code: wrong(link.code), rating: 5 })).rejects.toBeInstanceOf(Conflict);
	expect(await stateOf()).toBe('submitted');
});

test('a link is over after thirty days, and one that never was is missing', async () => {
	await expect(confirmationBehind(later(29), link.token)).resolves.toEqual({ centreId, wishId });
	await expect(confirmationBehind(later(31), link.token)).rejects.toThrow('已经过期');
	await expect(acceptByLink(later(31), { ...link, rating: 5 })).rejects.toBeInstanceOf(Conflict);
	await expect(confirmationBehind(guest, 'nobody-got-this')).rejects.toBeInstanceOf(Missing);
});

test('by the link the person sends the work back; the next submission sends a new link, and the old one is void', async () => {
	await reopenByLink(guest, { ...link, words: '门关不上' });
	expect(await stateOf()).toBe('implementing');
	await act('submit', cast.as('claimer'), { centreId, wishId, note: '重新装过' });
	const next = await sent();
	expect(next.token).not.toBe(link.token);
	await expect(confirmationBehind(guest, link.token)).rejects.toBeInstanceOf(Conflict);
	await expect(acceptByLink(guest, { ...next, rating: 5 })).resolves.toMatchObject({ state: 'accepted' });
});

test('what was confirmed can be sent back until it is filed: the rating is gone, the words stay in the history', async () => {
	await act('accept', cast.as('beneficiary'), { centreId, wishId, rating: 5 });
	await act('reopen', cast.as('clerk'), { centreId, wishId, way: 'phone', words: '又松了' });
	const { state, rating, completedOn, records } = await wishAtWork(cast.as('clerk'), centreId, wishId);
	expect([state, rating, completedOn]).toEqual(['implementing', null, null]);
	expect(records.acceptances.map(({ outcome }) => outcome)).toEqual(['accepted', 'reopened']);
});

test('staff confirm only what they were told, and the person only for themself', async () => {
	const accept = (visitor: 'clerk' | 'beneficiary' | 'claimer', way: string) =>
		act('accept', cast.as(visitor), { centreId, wishId, way, rating: 5 });
	await expect(accept('clerk', 'account')).rejects.toBeInstanceOf(Invalid);
	await expect(accept('beneficiary', 'phone')).rejects.toBeInstanceOf(Invalid);
	await expect(accept('claimer', 'account')).rejects.toThrow('您的身份不能“确认完成”');
	await expect(accept('clerk', 'inPerson')).resolves.toMatchObject({ state: 'accepted' });
});

test('a link that was not used confirms nothing any more once the work was sent back', async () => {
	await act('reopen', cast.as('beneficiary'), { centreId, wishId, words: '还没好' });
	await expect(acceptByLink(guest, { ...link, rating: 5 })).rejects.toThrow('现在是“实施中”');
	const [again, confirmed] = await Promise.allSettled([
		act('submit', cast.as('claimer'), { centreId, wishId, note: '好了' }),
		acceptByLink(guest, { ...link, rating: 5 })
	]);
	expect(again.status).toBe('fulfilled');
	if (confirmed.status === 'rejected') expect(confirmed.reason).toBeInstanceOf(Conflict);
});
