import { redirect } from '@sveltejs/kit';
import { centres } from '#modules/directory/server.ts';
import { shareWithGuests } from './(public)/share.server.ts';
import type { PageServerLoad } from './$types';

/** One centre is the home of the installation; of several the visitor chooses. */
export const load: PageServerLoad = async (event) => {
	const { url, cookies, locals } = event;
	const all = await centres(locals.context.db);
	const [only] = all;
	if (only && all.length === 1) redirect(303, `/${only.slug}`);
	shareWithGuests(event);
	return {
		centres: all.map(({ slug, name, address, districtName }) => ({ slug, name, address, districtName })),
		elder: cookies.get('elder') === 'on',
		path: url.pathname + url.search,
		user: locals.presence.accountName === undefined ? null : { name: locals.presence.accountName }
	};
};
