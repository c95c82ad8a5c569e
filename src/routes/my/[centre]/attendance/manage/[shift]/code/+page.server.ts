import { codePage } from '#src/routes/desk/[centre]/attendance/code.server.ts';
import { keptShift } from '#src/routes/desk/[centre]/attendance/kept.server.ts';
import type { PageServerLoad } from './$types';

/** A small script keeps the code fresh; without it the page asks for itself again. */
export const csr = false;

export const load: PageServerLoad = async ({ params, url, locals: { context } }) =>
	codePage(context, await keptShift(context, 'my', params), url);
