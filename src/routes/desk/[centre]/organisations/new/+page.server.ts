import { newSubmissionKey } from '#kernel/form.ts';
import { AddOrganisation } from '#modules/directory/index.ts';
import { addOrganisation } from '#modules/directory/server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	await keptCentre(context, params.centre);
	return { submissionKey: newSubmissionKey() };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		return answerForm(request, AddOrganisation.omit({ centreId: true }), async (data, key) => {
			await addOrganisation(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/organisations?done=added`;
		});
	}
};
