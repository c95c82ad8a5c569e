import type { LayoutServerLoad } from './$types';

/** What somebody is just writing is kept by no cache. */
export const load: LayoutServerLoad = ({ setHeaders }) => setHeaders({ 'cache-control': 'no-store' });
