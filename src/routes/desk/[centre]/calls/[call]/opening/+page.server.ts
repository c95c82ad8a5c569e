import { z } from 'zod';
import { newSubmissionKey } from '#kernel/form.ts';
import { countAudience, openCall } from '#modules/calls/server.ts';
import { answerCallForm, callAt } from '../../call.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { centre, call } = await callAt(context, params, 'open');
	const [wave] = call.waves;
	return {
		call: {
			...{ id: call.id, title: call.title, task: call.task, place: call.place, places: call.places },
			...{ fieldName: call.fieldName, communityName: call.communityName },
			...{ startsAt: call.startsAt, endsAt: call.endsAt }
		},
		audience: wave ? await countAudience(context.db, centre.id, call.id, wave) : { all: 0, byCommunity: [] },
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params);
		return answerCallForm(request, z.object({}), async (_, key) => {
			await openCall(context, { centreId: centre.id, callId: call.id }, key);
			return `${base}?done=opened`;
		});
	}
};
