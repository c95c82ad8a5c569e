import { newSubmissionKey } from '#kernel/form.ts';
import { WriteOrganisation } from '#modules/people/index.ts';
import { writeOrganisation } from '#modules/people/server.ts';
import { communityOptions } from '../../choices.server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	return { communities: await communityOptions(context.db, id), submissionKey: newSubmissionKey() };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		return answerForm(request, WriteOrganisation.omit({ centreId: true }), async (data, key) => {
			await writeOrganisation(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/organisations?done=added`;
		});
	}
};
