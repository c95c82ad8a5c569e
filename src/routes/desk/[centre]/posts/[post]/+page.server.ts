import { z } from 'zod';
import { closePost, openPost } from '#modules/posts/server.ts';
import { postWork } from '#src/routes/post-pages.server.ts';
import { answerForm } from '#src/routes/posts.server.ts';
import { organisersDesk, postsDesk } from '../posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await postsDesk(context, params.centre);
	const { work, submissionKey } = await postWork(context, id, params.post);
	return { work, submissionKey, done: url.searchParams.get('done') };
};

export const actions: Actions = {
	open: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await organisersDesk(context, params.centre);
		return answerForm(request, z.object({}), async (_, key) => {
			await openPost(context, { centreId, postId: params.post }, key);
			return `/desk/${params.centre}/posts/${params.post}?done=opened`;
		});
	},
	close: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await organisersDesk(context, params.centre);
		return answerForm(request, z.object({}), async (_, key) => {
			await closePost(context, { centreId, postId: params.post }, key);
			return `/desk/${params.centre}/posts/${params.post}?done=closed`;
		});
	}
};
