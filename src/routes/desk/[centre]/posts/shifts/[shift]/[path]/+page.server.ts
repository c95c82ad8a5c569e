import { actShiftStep, loadShiftStep } from '#src/routes/post-steps.server.ts';
import { postsDesk } from '../../../posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await postsDesk(context, params.centre);
	return { view: await loadShiftStep(context, id, params.shift, params.path) };
};

export const actions: Actions = {
	default: async (event) => {
		const { centre, shift, path } = event.params;
		const { id } = await postsDesk(event.locals.context, centre);
		return actShiftStep(event, id, shift, path, `/desk/${centre}/posts/shifts/${shift}`);
	}
};
