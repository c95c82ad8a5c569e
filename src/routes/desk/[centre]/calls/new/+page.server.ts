import { newSubmissionKey } from '#kernel/form.ts';
import { WriteCall } from '#modules/calls/index.ts';
import { writeCall } from '#modules/calls/server.ts';
import { answerCallForm, audienceOptions, callingCentre } from '../call.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await callingCentre(context, params.centre);
	return { options: await audienceOptions(context.db, id), submissionKey: newSubmissionKey() };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await callingCentre(context, params.centre);
		return answerCallForm(request, WriteCall, async (data, key) => {
			const { id } = await writeCall(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/calls/${id}/opening`;
		});
	}
};
