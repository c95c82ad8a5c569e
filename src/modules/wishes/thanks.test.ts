import { beforeEach, expect, test } from 'vitest';
import { Conflict, Invalid } from '#kernel/errors.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { confirmationFor } from '#tests/support/wishes.ts';
import { acceptByLink, act, thankByLink, waitingThanks, waitingThanksCount, wishAtWork } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const guest = cast.as('guest');
const clear = '谢谢师傅，晚上看得清了';
const naming = '谢谢师傅，有事打我电话13900000199';

let wishId = '';
let link = { token: '', code: '' };
beforeEach(async () => {
	const { path, code, ...asked } = await confirmationFor({ ...cast, db });
	wishId = asked.wishId;
	link = { token: path.split('/').at(-1) ?? '', code };
});
const accepted = () => acceptByLink(guest, { ...link, rating: 5 });
const thanksFor = async (visitor: 'claimer' | 'clerk' | 'beneficiary') =>
	(await wishAtWork(cast.as(visitor), centreId, wishId)).thanks;

test('whoever confirmed by a link says their thanks by it, for two hours; claimers see them', async () => {
	await expect(thankByLink(guest, { ...link, words: clear })).rejects.toThrow(Conflict);
	await accepted();
	const late = { ...guest, clock: () => new Date(Date.now() + 3 * 3_600_000) };
	await expect(thankByLink(late, { ...link, words: clear })).rejects.toThrow(Conflict);
	await expect(thankByLink(guest, { ...link, code: '000000', words: clear })).rejects.toThrow(Conflict);
	await thankByLink(guest, { ...link, words: clear });
	expect(await thanksFor('claimer')).toEqual({ words: clear, consent: false, publicWords: null });
});

test('with consent they are public at once, unless they name somebody: then a clerk clears them', async () => {
	await accepted();
	await thankByLink(guest, { ...link, words: clear, consent: true });
	expect(await thanksFor('claimer')).toMatchObject({ publicWords: clear });

	await thankByLink(guest, { ...link, words: naming, consent: true });
	expect(await thanksFor('claimer')).toMatchObject({ words: naming, publicWords: null });
	const clerk = cast.as('clerk');
	expect(await waitingThanks(clerk, centreId)).toMatchObject([{ wishId, words: naming }]);
	const show = (publicWords: string) => act('showThanks', clerk, { centreId, wishId, publicWords, cleared: true });
	await expect(show(naming)).rejects.toThrow(Invalid);
	await show(clear);
	expect(await waitingThanksCount(clerk, centreId)).toBe(0);
	expect(await thanksFor('claimer')).toMatchObject({ publicWords: clear });
});

test('the consent to them is taken back alone: they are hidden, and no clerk shows them again', async () => {
	await accepted();
	const said = { centreId, wishId, words: clear, consent: true };
	await act('thank', cast.as('beneficiary'), said);
	await act('retract', cast.as('beneficiary'), { centreId, wishId, part: 'thanks' });
	expect(await thanksFor('beneficiary')).toEqual({ words: clear, consent: false, publicWords: null });
	expect((await wishAtWork(cast.as('clerk'), centreId, wishId)).onWall).toBe(true);
	const show = act('showThanks', cast.as('clerk'), { centreId, wishId, publicWords: clear, cleared: true });
	await expect(show).rejects.toThrow(Conflict);
});
