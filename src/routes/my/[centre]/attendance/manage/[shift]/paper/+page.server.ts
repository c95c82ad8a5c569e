import { keptShift } from '#src/routes/desk/[centre]/attendance/kept.server.ts';
import { sheetPage } from '#src/routes/desk/[centre]/attendance/sheet.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	sheetPage(context, await keptShift(context, 'my', params), false);
