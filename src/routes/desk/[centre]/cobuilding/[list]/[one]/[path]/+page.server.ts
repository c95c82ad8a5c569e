import { actTransition, kindOf, loadTransition } from '#src/routes/cobuilding.server.ts';
import { deskPlace } from '../../../place.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const place = await deskPlace(context, params.centre);
	return { view: await loadTransition(place, kindOf(params.list), params.one, params.path) };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const place = await deskPlace(context, params.centre);
		return actTransition(place, kindOf(params.list), params.one, params.path, request);
	}
};
