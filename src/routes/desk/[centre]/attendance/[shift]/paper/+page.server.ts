import { keptShift } from '../../kept.server.ts';
import { sheetPage } from '../../sheet.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	sheetPage(context, await keptShift(context, 'desk', params), false);
