import { keptShift } from '#src/routes/desk/[centre]/attendance/kept.server.ts';
import { takeBack, voidPage } from '#src/routes/desk/[centre]/attendance/void.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	voidPage(context, await keptShift(context, 'my', params), params.hours);

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) =>
		takeBack(context, await keptShift(context, 'my', params), params.hours, request)
};
