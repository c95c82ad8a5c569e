import { codePage } from '../../code.server.ts';
import { keptShift } from '../../kept.server.ts';
import type { PageServerLoad } from './$types';

/** A small script keeps the code fresh; without it the page asks for itself again. */
export const csr = false;

export const load: PageServerLoad = async ({ params, url, locals: { context } }) =>
	codePage(context, await keptShift(context, 'desk', params), url);
