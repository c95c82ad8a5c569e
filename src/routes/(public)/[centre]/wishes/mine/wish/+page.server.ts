import { followedWish } from '../mine.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { wish } = await followedWish(event);
	return {
		wish: {
			...wish,
			disclosures: wish.disclosures.map(({ at, viewer, as, reason, fields }) => ({ at, viewer, as, reason, fields }))
		},
		done: event.url.searchParams.get('done')
	};
};
