import { z } from 'zod';
import { newSubmissionKey } from '#kernel/form.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { callLifecycle } from '#modules/calls/index.ts';
import { liveCounts, remindCall, silentOf } from '#modules/calls/server.ts';
import { answerCallForm, callAt } from '../call.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centre, call } = await callAt(context, params);
	const begun = call.startsAt <= context.clock();
	return {
		call: {
			...{ id: call.id, reference: call.reference, title: call.title, task: call.task, urgency: call.urgency },
			...{ state: call.state, place: call.place, places: call.places, shiftId: call.shiftId },
			...{ fieldName: call.fieldName, communityName: call.communityName, closingWords: call.closingWords },
			...{ startsAt: call.startsAt, endsAt: call.endsAt }
		},
		begun,
		actions: actionsFor(callLifecycle, call.state, ['clerk', 'leader']),
		waves: call.waves
			.filter(({ sentAt }) => sentAt !== null)
			.map(({ number, expected, told, sentAt, doneAt }) => ({ number, expected: expected ?? 0, told, sentAt, doneAt })),
		counts: call.shiftId ? await liveCounts(context.db, call, context.clock()) : null,
		silent: call.state === 'open' && !begun ? await silentOf(context.db, centre.id, call.id) : 0,
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	remind: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params);
		return answerCallForm(request, z.object({}), async (_, key) => {
			await remindCall(context, { centreId: centre.id, callId: call.id }, key);
			return `${base}?done=reminded`;
		});
	}
};
