import { centreBySlug } from '#modules/directory/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, url, cookies, locals: { context, presence } }) => {
	const { slug, name, phone, address, openingHours } = await centreBySlug(context.db, params.centre).catch(refusedPage);
	return {
		centre: { slug, name, phone, address, openingHours, path: `/${slug}` },
		elder: cookies.get('elder') === 'on',
		path: url.pathname + url.search,
		user: presence.accountName === undefined ? null : { name: presence.accountName }
	};
};
