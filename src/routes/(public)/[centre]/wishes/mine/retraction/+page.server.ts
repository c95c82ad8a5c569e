import { redirect } from '@sveltejs/kit';
import { Conflict } from '#kernel/errors.ts';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { RetractConsent } from '#modules/wishes/index.ts';
import { retractByLink } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { followedWish, minePath } from '../mine.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { wish } = await followedWish(event);
	if (!wish.mayRetract) refusedPage(new Conflict('这个心愿现在没有公开，不用撤回。'));
	return { title: wish.title, reference: wish.reference, submissionKey: newSubmissionKey() };
};

export const actions: Actions = {
	default: async (event) => {
		const { opening } = await followedWish(event);
		const form = await readForm(event.request, RetractConsent);
		if (!form.ok) return malformed(form);
		const input = { ...form.data, ...opening };
		const refused = await retractByLink(event.locals.context, input, form.submissionKey).then(
			() => undefined,
			(thrown: unknown) => refusedForm(thrown, { part: form.data.part, note: form.data.note ?? '' })
		);
		return refused ?? redirect(303, `${minePath(event.params.centre, 'wish')}?done=retract`);
	}
};
