import { redirect } from '@sveltejs/kit';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { AskOwnLink } from '#modules/wishes/index.ts';
import { askOwnLink } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { minePath } from './mine.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ submissionKey: newSubmissionKey() });

export const actions: Actions = {
	/** The same answer whether or not they belong together: whoever guesses learns nothing. */
	default: async ({ params, request, locals: { context } }) => {
		const form = await readForm(request, AskOwnLink);
		if (!form.ok) return malformed(form);
		const { id: centreId } = await centreBySlug(context.db, params.centre).catch(refusedPage);
		const refused = await askOwnLink(context, { ...form.data, centreId }, form.submissionKey).then(
			() => undefined,
			(thrown: unknown) => refusedForm(thrown, form.data)
		);
		if (refused) return refused;
		redirect(303, minePath(params.centre, 'sent'));
	}
};
