import { Conflict, Invalid } from '#kernel/errors.ts';
import type { Work } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { open, seal } from '#kernel/secrets.ts';
import { giveConsent, ownContact, withdrawConsent } from '#modules/people/server.ts';
import { personalDetailsIn } from '../redaction.ts';
import { consentWords, THANKS } from '../wish.ts';
import { channelOf, consentWayOf, roleFor } from './acceptance-way.server.ts';
import { recorder, transition } from './transition.server.ts';
import type { LockedWish } from './lock.server.ts';

/**
 * The person's thanks, in their own words. With consent they are on the wall at once, unless they name somebody: then a clerk
 * clears them first. Thanking again replaces the first words.
 */
export const thankWish = transition('thank', async (work, wish, { way, words, consent }, roles) => {
	const as = roleFor(way, roles);
	const mayShow = consent && wish.subject.onWall;
	const isClear = personalDetailsIn(words, await ownContact(work.db, wish.centreId, wish.personId)).length === 0;
	const isShown = mayShow && isClear;
	const said = {
		way,
		words_sealed: seal(words),
		consent,
		public_words: isShown ? words : null,
		shown_at: isShown ? work.clock() : null,
		recorded_by: recorder(work),
		at: work.clock()
	};
	await work.db
		.insertInto('wishes.thanks')
		.values({ centre_id: wish.centreId, wish_id: wish.id, ...said })
		.onConflict((conflict) => conflict.columns(['centre_id', 'wish_id']).doUpdateSet(said))
		.execute();
	if (consent)
		await giveConsent(work, {
			centreId: wish.centreId,
			personId: wish.personId,
			purpose: THANKS,
			subjectId: wish.id,
			wording: consentWords[THANKS],
			way: consentWayOf(way)
		});
	return { data: { way, consent, shown: isShown }, channel: channelOf(way), as };
});

/** A clerk shows a cleared text of thanks. Errors: Conflict without consent; Invalid while it still names the person. */
export const showThanks = transition('showThanks', async (work, wish, { publicWords }) => {
	const thanks = await thanksOf(work, wish);
	if (!thanks?.consent) throw new Conflict('本人还没有同意公开感谢的话。');
	if (!wish.subject.onWall) throw new Conflict('这个心愿没有公开，感谢的话也不能公开。');
	const found = personalDetailsIn(publicWords, await ownContact(work.db, wish.centreId, wish.personId));
	if (found.length > 0)
		throw new Invalid('公开的话里还有个人信息', [
			...found.map(({ kind, text }) => ({ field: 'publicWords', message: `这里还有${kind}“${text}”，请去掉再公开` }))
		]);
	await change(work, wish, { public_words: publicWords, shown_at: work.clock() });
	return {};
});

/** The words as they were said, for whoever clears them; undefined when there are none. */
export async function thanksOf({ db }: { db: Db }, { centreId, id }: Pick<LockedWish, 'centreId' | 'id'>) {
	const row = await db
		.selectFrom('wishes.thanks')
		.select(['words_sealed', 'consent', 'public_words'])
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', id)
		.executeTakeFirst();
	return row && { words: open(row.words_sealed), consent: row.consent, publicWords: row.public_words };
}

/** Off the wall at once, and not shown again without a new consent. */
export async function hideThanks(work: Work, wish: LockedWish): Promise<void> {
	await change(work, wish, { consent: false, public_words: null, shown_at: null });
	const { centreId, personId, id } = wish;
	await withdrawConsent(work, { centreId, personId, purpose: THANKS, subjectId: id });
}

const change = (
	{ db }: Work,
	{ centreId, id }: LockedWish,
	set: { consent?: false; public_words: string | null; shown_at: Date | null }
) => db.updateTable('wishes.thanks').set(set).where('centre_id', '=', centreId).where('wish_id', '=', id).execute();
