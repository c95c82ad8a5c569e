import { newSubmissionKey } from '#kernel/form.ts';
import { typedMoment, WriteCall } from '#modules/calls/index.ts';
import { reviseCall } from '#modules/calls/server.ts';
import { answerCallForm, audienceOptions, callAt } from '../../call.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { centre, call } = await callAt(context, params, 'revise');
	const { title, task, urgency, field, place, waves } = call;
	const { met = 'all', communities = [], grids = [], kinds = [], skills = [], fields = [] } = waves[0] ?? {};
	return {
		options: await audienceOptions(context.db, centre.id),
		values: {
			...{ title, task, urgency, field, place, met },
			communityId: call.communityId ?? '',
			startsAt: typedMoment(call.startsAt),
			endsAt: typedMoment(call.endsAt),
			places: String(call.places)
		},
		lists: { communities, grids, kinds, skills, fields },
		id: call.id,
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params);
		return answerCallForm(request, WriteCall, async (data, key) => {
			await reviseCall(context, { ...data, centreId: centre.id, callId: call.id }, key);
			return `${base}/opening`;
		});
	}
};
