import { centreBySlug } from '#modules/directory/server.ts';
import { isOpen, kinds, spokenReference } from '#modules/wishes/index.ts';
import { publicWish } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { drawQr } from '#ui/qr/draw.server.ts';
import { shareWithGuests } from '../../../../share.server.ts';
import type { PageServerLoad } from './$types';

/** Nothing here needs more than a print button. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { id, slug } = await centreBySlug(locals.context.db, params.centre).catch(refusedPage);
	const wish = await publicWish(locals.context, id, params.wish).catch(refusedPage);
	shareWithGuests(event);
	return {
		wish,
		isOpen: isOpen(wish),
		kindName: kinds[wish.kind],
		reference: spokenReference(wish.reference),
		qr: drawQr(`${url.origin}/${slug}/wishes/${wish.id}`)
	};
};
