import { actTransition, loadTransition } from '#src/routes/wish-transition.server.ts';
import { deskOf } from '../../../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { centre, wish, path } = event.params;
	const desk = await deskOf(event.locals.context, centre);
	return { view: await loadTransition(event, desk, wish, path, `/desk/${centre}/wishes/${wish}`) };
};

export const actions: Actions = {
	default: async (event) => {
		const { centre, wish, path } = event.params;
		const desk = await deskOf(event.locals.context, centre);
		return actTransition(event, desk, wish, path, `/desk/${centre}/wishes/${wish}`);
	}
};
