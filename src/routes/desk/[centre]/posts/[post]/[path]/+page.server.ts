import { actPostStep, loadPostStep } from '#src/routes/post-steps.server.ts';
import { postsDesk } from '../../posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await postsDesk(context, params.centre);
	return { view: await loadPostStep(context, id, params.post, params.path) };
};

export const actions: Actions = {
	default: async (event) => {
		const { centre, post, path } = event.params;
		const { id } = await postsDesk(event.locals.context, centre);
		return actPostStep(event, id, post, path, `/desk/${centre}/posts/${post}`);
	}
};
