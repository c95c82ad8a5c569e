import { myCentre } from '#src/routes/my/my.server.ts';
import { actTransition, loadTransition } from '#src/routes/wish-transition.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { centre: slug, wish, path } = event.params;
	const centre = await myCentre(event.locals.context, slug);
	return { view: await loadTransition(event, centre, wish, path, `/my/${slug}/wishes/${wish}`) };
};

export const actions: Actions = {
	default: async (event) => {
		const { centre: slug, wish, path } = event.params;
		const centre = await myCentre(event.locals.context, slug);
		return actTransition(event, centre, wish, path, `/my/${slug}/wishes/${wish}`);
	}
};
