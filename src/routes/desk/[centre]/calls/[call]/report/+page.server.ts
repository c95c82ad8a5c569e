import { error } from '@sveltejs/kit';
import { callReport } from '#modules/calls/server.ts';
import { callAt } from '../../call.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { call } = await callAt(context, params);
	if (!call.shiftId) error(404, '还没有发出，没有结果。');
	return {
		call: {
			...{ id: call.id, reference: call.reference, title: call.title, task: call.task, urgency: call.urgency },
			...{ state: call.state, place: call.place, places: call.places, closingWords: call.closingWords },
			...{ fieldName: call.fieldName, communityName: call.communityName },
			...{ startsAt: call.startsAt, endsAt: call.endsAt }
		},
		report: await callReport(context.db, call, context.clock())
	};
};
