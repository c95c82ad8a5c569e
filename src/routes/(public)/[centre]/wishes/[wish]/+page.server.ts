import { centreBySlug } from '#modules/directory/server.ts';
import { isOpen, kinds, spokenReference } from '#modules/wishes/index.ts';
import { publicWish, wallPosition } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../../share.server.ts';
import type { PageServerLoad } from './$types';

/** A small script keeps it live; the page is its HTML. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const [{ id }, since] = await Promise.all([
		centreBySlug(locals.context.db, params.centre).catch(refusedPage),
		wallPosition(locals.context.db)
	]);
	const wish = await publicWish(locals.context, id, params.wish).catch(refusedPage);
	shareWithGuests(event);
	return {
		wish,
		since,
		isOpen: isOpen(wish),
		kindName: kinds[wish.kind],
		reference: spokenReference(wish.reference),
		address: url.origin + url.pathname
	};
};
