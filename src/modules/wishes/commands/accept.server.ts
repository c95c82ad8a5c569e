import type { Work } from '#kernel/command.ts';
import { Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { giveConsent } from '#modules/people/server.ts';
import type { WishRole } from '../lifecycle.ts';
import { consentWords, PICTURES, type acceptanceWays } from '../wish.ts';
import { publishStory } from './pictures.server.ts';
import { recorder, transition } from './transition.server.ts';
import type { LockedWish } from './lock.server.ts';

type Way = keyof typeof acceptanceWays;

/** The person says that it is done and how well; a clerk may record what they said on the phone or in person. */
export const acceptWish = transition('accept', async (work, wish, { way, rating, words, picturesConsent }, roles) => {
	const as = roleFor(way, roles);
	await insertAcceptance(work, wish, { way, outcome: 'accepted', rating, words });
	if (picturesConsent) {
		await giveConsent(work, {
			centreId: wish.centreId,
			personId: wish.personId,
			purpose: PICTURES,
			subjectId: wish.id,
			wording: consentWords[PICTURES],
			way: way === 'phone' ? 'phone' : way === 'inPerson' ? 'inPerson' : 'online'
		});
		await publishStory(work, wish, true);
	}
	return {
		set: { rating, completed_on: shanghaiDate(work.clock()) },
		data: { way, rating, picturesConsent },
		note: words,
		channel: channelOf(way),
		as
	};
});

/** It is not done yet: back to work. What was said stands in the history. */
export const reopenWish = transition('reopen', async (work, wish, { way, words }, roles) => {
	const as = roleFor(way, roles);
	await insertAcceptance(work, wish, { way, outcome: 'reopened', rating: null, words });
	return {
		set: { rating: null, completed_on: null, submitted_on: null },
		data: { way },
		note: words,
		channel: channelOf(way),
		as
	};
});

export const closeWish = transition('close', async (_work, _wish, { note }) => ({ note }));

/** Staff cannot confirm in the person's stead by their own sign-in, nor the person by a call they say they had. Errors: Invalid. */
function roleFor(way: Way, roles: readonly WishRole[]): WishRole {
	const as = way === 'phone' || way === 'inPerson' ? 'clerk' : 'beneficiary';
	if (roles.includes(as)) return as;
	const message = as === 'clerk' ? '请用自己的账号或短信链接确认' : '请选择“电话回访”或“当面确认”';
	throw new Invalid(message, [{ field: 'way', message }]);
}

const channelOf = (way: Way): string =>
	({ link: 'online', account: 'online', phone: 'phone', inPerson: 'window' })[way];

interface Said {
	way: Way;
	outcome: 'accepted' | 'reopened';
	rating: number | null;
	words?: string | undefined;
}

const insertAcceptance = (work: Work, wish: LockedWish, { words, ...said }: Said) =>
	work.db
		.insertInto('wishes.acceptance')
		.values({
			centre_id: wish.centreId,
			id: newId(),
			wish_id: wish.id,
			...said,
			words_sealed: words === undefined ? null : seal(words),
			recorded_by: recorder(work),
			at: work.clock()
		})
		.execute();
