import { newSubmissionKey } from '#kernel/form.ts';
import { AddBuilding, AddCommunity, AddGrid } from '#modules/directory/index.ts';
import { addBuilding, addCommunity, addGrid } from '#modules/directory/server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import { addable, parentOf, whatAt } from '../what.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const what = whatAt(params.what);
	return {
		words: addable[what],
		parent: await parentOf(context, id, what),
		chosen: url.searchParams.get('in') ?? '',
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		const places = `/desk/${params.centre}/places?done=added`;
		switch (whatAt(params.what)) {
			case 'communities':
				return answerForm(request, AddCommunity.omit({ centreId: true }), async (data, key) => {
					await addCommunity(context, { ...data, centreId }, key);
					return places;
				});
			case 'grids':
				return answerForm(request, AddGrid.omit({ centreId: true }), async (data, key) => {
					await addGrid(context, { ...data, centreId }, key);
					return places;
				});
			case 'buildings':
				return answerForm(request, AddBuilding.omit({ centreId: true }), async (data, key) => {
					await addBuilding(context, { ...data, centreId }, key);
					return places;
				});
		}
	}
};
