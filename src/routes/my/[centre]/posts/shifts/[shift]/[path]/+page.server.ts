import { actShiftStep, loadShiftStep } from '#src/routes/post-steps.server.ts';
import { inShift } from '../../../posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await inShift(context, params.centre, params.shift);
	return { view: await loadShiftStep(context, id, params.shift, params.path) };
};

export const actions: Actions = {
	default: async (event) => {
		const { centre, shift, path } = event.params;
		const { id } = await inShift(event.locals.context, centre, shift);
		return actShiftStep(event, id, shift, path, `/my/${centre}/posts/shifts/${shift}`);
	}
};
