import type { Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { giveConsent } from '#modules/people/server.ts';
import { consentWords, PICTURES } from '../wish.ts';
import { channelOf, consentWayOf, roleFor, type Way } from './acceptance-way.server.ts';
import { attachDocuments } from './documents.server.ts';
import { publishStory } from './pictures.server.ts';
import { recorder, transition } from './transition.server.ts';
import type { LockedWish } from './lock.server.ts';

/** The person says that it is done and how well; a clerk may record what they said on the phone or in person. */
export const acceptWish = transition(
	'accept',
	async (work, wish, { way, rating, words, picturesConsent, documentIds }, roles) => {
		const as = roleFor(way, roles);
		await insertAcceptance(work, wish, { way, outcome: 'accepted', rating, words });
		await attachDocuments(work, wish, documentIds, { purpose: 'acceptance' });
		if (picturesConsent) {
			await giveConsent(work, {
				centreId: wish.centreId,
				personId: wish.personId,
				purpose: PICTURES,
				subjectId: wish.id,
				wording: consentWords[PICTURES],
				way: consentWayOf(way)
			});
			await publishStory(work, wish);
		}
		return {
			set: { rating, completed_on: shanghaiDate(work.clock()) },
			data: { way, rating, picturesConsent, documents: documentIds.length },
			note: words,
			channel: channelOf(way),
			as
		};
	}
);

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
