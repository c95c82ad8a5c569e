import { keptShift } from '../kept.server.ts';
import { markStay, registerOf } from '../register.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	registerOf(context, await keptShift(context, 'desk', params));

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) =>
		markStay(context, await keptShift(context, 'desk', params), request)
};
