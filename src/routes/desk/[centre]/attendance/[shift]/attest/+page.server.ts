import { attest, attestPage } from '../../attest.server.ts';
import { keptShift } from '../../kept.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	attestPage(context, await keptShift(context, 'desk', params));

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) =>
		attest(context, await keptShift(context, 'desk', params), request)
};
