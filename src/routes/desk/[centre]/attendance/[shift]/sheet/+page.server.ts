import { keptShift } from '../../kept.server.ts';
import { enterSheet, sheetPage } from '../../sheet.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) =>
	sheetPage(context, await keptShift(context, 'desk', params), url.searchParams.has('fill'));

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) =>
		enterSheet(context, await keptShift(context, 'desk', params), request)
};
