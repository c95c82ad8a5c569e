import { newSubmissionKey } from '#kernel/form.ts';
import { AddWord, ChangeWord } from '#modules/directory/index.ts';
import { addWord, changeWord, wordsOf } from '#modules/directory/server.ts';
import { answerForm, keptCentre } from '../office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	return {
		lists: {
			serviceFields: await wordsOf(context.db, 'serviceFields', id),
			skills: await wordsOf(context.db, 'skills', id)
		},
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	add: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		return answerForm(request, AddWord.omit({ centreId: true }), async (data, key) => {
			await addWord(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/words?done=added`;
		});
	},
	change: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		return answerForm(request, ChangeWord.omit({ centreId: true }), async (data, key) => {
			await changeWord(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/words?done=changed`;
		});
	}
};
