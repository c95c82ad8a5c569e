import type { LayoutServerLoad } from './$types';

/** What somebody reads of their own wish is kept by no cache, and its address is told to nobody. */
export const load: LayoutServerLoad = ({ setHeaders }) =>
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
