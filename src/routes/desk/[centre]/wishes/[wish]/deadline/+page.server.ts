import { redirect } from '@sveltejs/kit';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { Missing } from '#kernel/errors.ts';
import { mayPauseDeadlines, PauseDeadline } from '#modules/deadlines/index.ts';
import { pauseDeadline, pausesOf, resumeDeadline } from '#modules/deadlines/server.ts';
import { wishAtWork } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

const subjectOf = (wishId: string) => ({ kind: 'wish', id: wishId });
const Reason = PauseDeadline.pick({ reason: true });

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	if (!mayPauseDeadlines(context.actor, id)) refusedPage(new Missing('没有这个页面。'));
	const { reference, title, deadline } = await wishAtWork(context, id, params.wish).catch(refusedPage);
	if (!deadline) refusedPage(new Missing('这个心愿现在没有期限在计时。'));
	return {
		about: { reference, title },
		deadline,
		pauses: await pausesOf(context.db, id, subjectOf(params.wish)),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	pause: async ({ params, request, locals: { context } }) => {
		const { id } = await deskOf(context, params.centre);
		const form = await readForm(request, Reason);
		if (!form.ok) return malformed(form);
		const input = { ...form.data, centreId: id, subject: subjectOf(params.wish) };
		const refused = await pauseDeadline(context, input, form.submissionKey).then(
			() => undefined,
			(thrown: unknown) => refusedForm(thrown, form.data)
		);
		return refused ?? redirect(303, `/desk/${params.centre}/wishes/${params.wish}`);
	},
	resume: async ({ params, locals: { context } }) => {
		const { id } = await deskOf(context, params.centre);
		const refused = await resumeDeadline(context, { centreId: id, subject: subjectOf(params.wish) }).then(
			() => undefined,
			(thrown: unknown) => refusedForm(thrown)
		);
		return refused ?? redirect(303, `/desk/${params.centre}/wishes/${params.wish}`);
	}
};
