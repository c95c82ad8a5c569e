import { actPostStep, loadPostStep } from '#src/routes/post-steps.server.ts';
import { organising } from '../../posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await organising(context, params.centre, params.post);
	return { view: await loadPostStep(context, id, params.post, params.path) };
};

export const actions: Actions = {
	default: async (event) => {
		const { centre, post, path } = event.params;
		const { id } = await organising(event.locals.context, centre, post);
		return actPostStep(event, id, post, path, `/my/${centre}/posts/${post}`);
	}
};
