import { redirect } from '@sveltejs/kit';
import { Refused } from '#kernel/errors.ts';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { communitiesOf, gridsOf } from '#modules/directory/server.ts';
import { CollectWish, mayCollect } from '#modules/wishes/index.ts';
import { categoriesOf, collectWish } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	if (!mayCollect(context.actor, id)) refusedPage(new Refused('只有中心的工作人员和网格员可以代为登记心愿。'));
	const [categories, communities, grids] = await Promise.all([
		categoriesOf(context.db, id),
		communitiesOf(context.db, id),
		gridsOf(context.db, id)
	]);
	return { submissionKey: newSubmissionKey(), categories, communities, grids };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const { id } = await deskOf(context, params.centre);
		const fields = await request.formData();
		const form = await readForm(fields, CollectWish);
		if (!form.ok) return malformed(form);
		const typed = Object.fromEntries([...fields].filter(([, value]) => typeof value === 'string')) as Record<
			string,
			string
		>;
		const collected = await collectWish(context, { ...form.data, centreId: id }, form.submissionKey).catch(
			(thrown: unknown) => refusedForm(thrown, typed)
		);
		if (!('reference' in collected)) return collected;
		redirect(303, `/desk/${params.centre}/wishes/${collected.id}/receipt`);
	}
};
