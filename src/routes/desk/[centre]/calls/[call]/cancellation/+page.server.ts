import { newSubmissionKey } from '#kernel/form.ts';
import { CancelCall } from '#modules/calls/index.ts';
import { cancelCall } from '#modules/calls/server.ts';
import { answerCallForm, callAt } from '../../call.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { call } = await callAt(context, params, 'cancel');
	return { call: { id: call.id, title: call.title, state: call.state }, submissionKey: newSubmissionKey() };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params);
		return answerCallForm(request, CancelCall, async (data, key) => {
			await cancelCall(context, { ...data, centreId: centre.id, callId: call.id }, key);
			return `${base}?done=cancelled`;
		});
	}
};
