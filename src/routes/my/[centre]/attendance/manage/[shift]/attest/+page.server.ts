import { attest, attestPage } from '#src/routes/desk/[centre]/attendance/attest.server.ts';
import { keptShift } from '#src/routes/desk/[centre]/attendance/kept.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	attestPage(context, await keptShift(context, 'my', params));

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) =>
		attest(context, await keptShift(context, 'my', params), request)
};
