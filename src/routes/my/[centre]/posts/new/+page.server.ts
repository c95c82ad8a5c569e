import { newSubmissionKey } from '#kernel/form.ts';
import { NewPost } from '#modules/posts/index.ts';
import { createPost } from '#modules/posts/server.ts';
import { answerForm, postOptions } from '#src/routes/posts.server.ts';
import { representing } from '../posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id, organisationIds } = await representing(context, params.centre);
	const options = await postOptions(context.db, id);
	return {
		options,
		organisers: options.organisations.filter(({ value }) => organisationIds.includes(value)),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId, organisationIds } = await representing(context, params.centre);
		return answerForm(request, NewPost, async (data, key) => {
			const organisationId = data.organisationId ?? organisationIds[0] ?? null;
			const { id } = await createPost(context, { ...data, organisationId, centreId }, key);
			return `/my/${params.centre}/posts/${id}/shifts`;
		});
	}
};
