import { newSubmissionKey } from '#kernel/form.ts';
import { RegisterMember } from '#modules/people/index.ts';
import { registerMember } from '#modules/people/server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import { organisationOptions } from '../organisation-options.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	return { organisations: await organisationOptions(context.db, id), submissionKey: newSubmissionKey() };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		return answerForm(request, RegisterMember.omit({ centreId: true }), async (data, key) => {
			const id = await registerMember(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/members/${id}?done=added`;
		});
	}
};
