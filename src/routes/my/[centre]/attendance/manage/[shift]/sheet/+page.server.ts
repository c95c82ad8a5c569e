import { keptShift } from '#src/routes/desk/[centre]/attendance/kept.server.ts';
import { enterSheet, sheetPage } from '#src/routes/desk/[centre]/attendance/sheet.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) =>
	sheetPage(context, await keptShift(context, 'my', params), url.searchParams.has('fill'));

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) =>
		enterSheet(context, await keptShift(context, 'my', params), request)
};
