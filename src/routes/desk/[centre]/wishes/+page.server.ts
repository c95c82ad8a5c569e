import { redirect } from '@sveltejs/kit';
import { waitingStates } from '#modules/wishes/index.ts';
import { findByReference, queueOf } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../desk.server.ts';
import type { PageServerLoad } from './$types';

/** What waits in one state; or, with `q`, the wish with that reference. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const q = url.searchParams.get('q')?.trim() ?? '';
	const wish = q === '' ? undefined : await findByReference(context, id, q).catch(refusedPage);
	if (wish) redirect(303, `/desk/${params.centre}/wishes/${wish}`);
	const state = waitingStates.find((one) => one === url.searchParams.get('state')) ?? 'collected';
	const after = url.searchParams.get('after') ?? undefined;
	const { lines, next } = await queueOf(context, id, state, after).catch(refusedPage);
	return { q, state, lines, next, isFirst: after === undefined };
};
