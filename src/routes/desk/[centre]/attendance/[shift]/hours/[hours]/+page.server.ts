import { keptShift } from '../../../kept.server.ts';
import { takeBack, voidPage } from '../../../void.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	voidPage(context, await keptShift(context, 'desk', params), params.hours);

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) =>
		takeBack(context, await keptShift(context, 'desk', params), params.hours, request)
};
