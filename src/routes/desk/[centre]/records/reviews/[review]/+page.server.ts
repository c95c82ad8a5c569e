import { DecideReview, ReopenReview, WriteOpinion } from '#modules/records/index.ts';
import { decideReview, reopenReview, reviewById, writeCommunityOpinion } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { doing, keysFor, recordsCentre } from '../../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await recordsCentre(context, params.centre);
	return {
		review: await reviewById(context, id, params.review).catch(refusedPage),
		keys: keysFor('opinion', 'decide', 'reopen')
	};
};

const at = (centre: string, id: string) => `/desk/${centre}/records/reviews/${id}`;

export const actions: Actions = {
	opinion: doing(WriteOpinion, async (context, data, { params: { centre, review = '' } }, key) => {
		await writeCommunityOpinion(context, { ...data, reviewId: review }, key);
		return at(centre, review);
	}),
	decide: doing(DecideReview, async (context, data, { params: { centre, review = '' } }, key) => {
		await decideReview(context, { ...data, reviewId: review }, key);
		return at(centre, review);
	}),
	reopen: doing(ReopenReview, async (context, data, { params: { centre, review = '' } }, key) => {
		await reopenReview(context, { ...data, reviewId: review }, key);
		return at(centre, review);
	})
};
