import { keptShift } from '#src/routes/desk/[centre]/attendance/kept.server.ts';
import { markStay, registerOf } from '#src/routes/desk/[centre]/attendance/register.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	registerOf(context, await keptShift(context, 'my', params));

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) =>
		markStay(context, await keptShift(context, 'my', params), request)
};
