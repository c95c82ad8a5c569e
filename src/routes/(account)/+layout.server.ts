import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ url, cookies, locals: { presence } }) => ({
	elder: cookies.get('elder') === 'on',
	path: url.pathname + url.search,
	user: presence.accountName === undefined ? null : { name: presence.accountName }
});
