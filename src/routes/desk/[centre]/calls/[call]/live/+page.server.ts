import { error } from '@sveltejs/kit';
import { liveCounts } from '#modules/calls/server.ts';
import { callAt } from '../../call.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends, locals: { context } }) => {
	depends('calls:live');
	const { centre, call, base } = await callAt(context, params);
	if (!call.shiftId) error(404, '还没有发出，没有数字。');
	return {
		centre: { name: centre.name },
		call: {
			...{ title: call.title, urgency: call.urgency, state: call.state, place: call.place, places: call.places },
			...{ startsAt: call.startsAt, endsAt: call.endsAt }
		},
		base,
		counts: await liveCounts(context.db, call, context.clock())
	};
};
