import { ownIn, WriteOpinion } from '#modules/records/index.ts';
import { reviewById, writeSelfNote, writeUnitOpinion } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '../../../../my.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { doing, keysFor } from '../../own.server.ts';

/** For the member, and for those who speak for the member's unit or for the organisation it is about. */
export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	const review = await reviewById(context, id, params.review).catch(refusedPage);
	return {
		review,
		isOwn: ownIn(context.actor, id).members.includes(review.subject.id),
		keys: keysFor('selfNote', 'unitOpinion')
	};
};

const at = (centre: string, id: string) => `/my/${centre}/record/reviews/${id}`;

export const actions: Actions = {
	selfNote: doing(WriteOpinion, async (context, data, { params: { centre, review = '' } }, key) => {
		await writeSelfNote(context, { ...data, reviewId: review }, key);
		return at(centre, review);
	}),
	unitOpinion: doing(WriteOpinion, async (context, data, { params: { centre, review = '' } }, key) => {
		await writeUnitOpinion(context, { ...data, reviewId: review }, key);
		return at(centre, review);
	})
};
