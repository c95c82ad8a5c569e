import { centres } from '#modules/directory/server.ts';
import { requireSignedIn } from './my.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, url, cookies, locals: { context, presence } }) => {
	requireSignedIn(context);
	const all = await centres(context.db);
	const slug = 'centre' in params ? params.centre : undefined;
	const centre = all.find((one) => one.slug === slug) ?? (all.length === 1 ? all[0] : undefined);
	return {
		/** The centre of the page, or the only one there is. */
		centre: centre && { slug: centre.slug, name: centre.name, phone: centre.phone },
		elder: cookies.get('elder') === 'on',
		path: url.pathname + url.search,
		user: { name: presence.accountName ?? '' }
	};
};
