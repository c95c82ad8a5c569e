import { buildingsOf, communitiesOf, gridsOf } from '#modules/directory/server.ts';
import { keptCentre } from '../office.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const buildings = Map.groupBy(await buildingsOf(context.db, id), ({ gridId }) => gridId);
	const grids = Map.groupBy(await gridsOf(context.db, id), ({ communityId }) => communityId);
	return {
		isDone: url.searchParams.get('done') === 'added',
		communities: (await communitiesOf(context.db, id)).map((community) => ({
			...community,
			grids: (grids.get(community.id) ?? []).map(({ id, name }) => ({
				id,
				name,
				buildings: (buildings.get(id) ?? []).map((building) => building.name)
			}))
		}))
	};
};
