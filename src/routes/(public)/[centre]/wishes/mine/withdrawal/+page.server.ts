import { redirect } from '@sveltejs/kit';
import { Conflict } from '#kernel/errors.ts';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { WithdrawWish } from '#modules/wishes/index.ts';
import { withdrawByLink } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { followedWish, minePath } from '../mine.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { wish } = await followedWish(event);
	if (!wish.mayWithdraw) refusedPage(new Conflict('这个心愿现在不能撤回了。有话要说，请打中心的电话。'));
	return { title: wish.title, reference: wish.reference, submissionKey: newSubmissionKey() };
};

export const actions: Actions = {
	default: async (event) => {
		const { opening } = await followedWish(event);
		const form = await readForm(event.request, WithdrawWish);
		if (!form.ok) return malformed(form);
		const input = { ...form.data, ...opening };
		const refused = await withdrawByLink(event.locals.context, input, form.submissionKey).then(
			() => undefined,
			(thrown: unknown) => refusedForm(thrown, form.data)
		);
		return refused ?? redirect(303, `${minePath(event.params.centre, 'wish')}?done=withdraw`);
	}
};
