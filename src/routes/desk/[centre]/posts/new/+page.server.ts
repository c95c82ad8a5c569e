import { newSubmissionKey } from '#kernel/form.ts';
import { NewPost } from '#modules/posts/index.ts';
import { createPost } from '#modules/posts/server.ts';
import { answerForm, postOptions } from '#src/routes/posts.server.ts';
import { organisersDesk } from '../posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await organisersDesk(context, params.centre);
	return { options: await postOptions(context.db, id), submissionKey: newSubmissionKey() };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await organisersDesk(context, params.centre);
		return answerForm(request, NewPost, async (data, key) => {
			const { id } = await createPost(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/posts/${id}/shifts`;
		});
	}
};
