import { newReference } from '#kernel/ids.ts';
import { centreBySlug, communitiesOf } from '#modules/directory/server.ts';
import { serialOf } from '#modules/wishes/index.ts';
import { categoriesOf } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { drawQr } from '#ui/qr/draw.server.ts';
import type { PageServerLoad } from './$types';

const MOST = 50;

/**
 * Blank forms to print, each with a serial of its own. A serial is known to nobody until the sheet comes back: it checks itself,
 * and is kept with the wish that was keyed in from it.
 */
export const load: PageServerLoad = async ({ params, url, locals: { context }, setHeaders }) => {
	const centre = await centreBySlug(context.db, params.centre).catch(refusedPage);
	// the same sheets printed for two people would be one serial for two wishes
	setHeaders({ 'cache-control': 'no-store' });
	const [categories, communities] = [
		await categoriesOf(context.db, centre.id),
		await communitiesOf(context.db, centre.id)
	];
	return {
		copies: copiesIn(url.searchParams.get('copies')),
		categories: categories.map(({ name }) => name),
		communities: communities.map(({ name }) => name),
		online: drawQr(`${url.origin}/${centre.slug}/wishes/new`),
		sheets: Array.from({ length: copiesIn(url.searchParams.get('copies')) }, () => {
			const serial = serialOf(newReference().slice(1));
			return { serial, entry: drawQr(`${url.origin}/desk/${centre.slug}/wishes/new?form=${serial}`) };
		})
	};
};

const copiesIn = (text: string | null): number => {
	const copies = Number(text ?? 1);
	return Number.isInteger(copies) ? Math.min(MOST, Math.max(1, copies)) : 1;
};
