import { keptShifts } from '#src/routes/desk/[centre]/attendance/kept.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { context } }) =>
	keptShifts(context, 'my', params.centre, url);
