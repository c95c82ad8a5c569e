import { keptShifts } from './kept.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { context } }) =>
	keptShifts(context, 'desk', params.centre, url);
