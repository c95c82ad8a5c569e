import { centreBySlug } from '#modules/directory/server.ts';
import { stories } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../../share.server.ts';
import { unsent } from '../../../unsent.server.ts';
import type { PageServerLoad } from './$types';

/** A small script moves the sliders; the page is its HTML. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db } = locals.context;
	const { id } = await centreBySlug(db, params.centre).catch(refusedPage);
	const after = url.searchParams.get('after') ?? undefined;
	const { stories: told, next } = await stories(db, id, { after });
	shareWithGuests(event);
	return {
		stories: unsent(told),
		address: url.origin + url.pathname,
		first: after === undefined ? null : url.pathname,
		next: next === null ? null : `${url.pathname}?${new URLSearchParams({ after: next })}`
	};
};
