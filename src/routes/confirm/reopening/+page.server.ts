import { redirect } from '@sveltejs/kit';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { ReopenWish } from '#modules/wishes/index.ts';
import { reopenByLink, workToConfirm } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { aboutShown, keepConfirming, unlocked } from '../confirming.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, locals }) => {
	const { token, code } = unlocked(cookies);
	const { wishId, reference, title } = await workToConfirm(locals.context, { token, code }).catch(refusedPage);
	return { work: { wishId, reference, title }, submissionKey: newSubmissionKey() };
};

const Reopening = ReopenWish.omit({ way: true });

export const actions: Actions = {
	default: async ({ request, cookies, url, locals }) => {
		const fields = await formOf(request);
		const form = await readForm(fields, Reopening);
		if (!form.ok) return malformed(form);
		const confirming = unlocked(cookies);
		const { token, code, centreId, wishId, reference } = confirming;
		const send = () => reopenByLink(locals.context, { ...form.data, token, code }, form.submissionKey);
		const refused = await aboutShown(confirming, fields, send).then(
			() => undefined,
			(error: unknown) => refusedForm(error, form.data)
		);
		if (refused) return refused;
		const done = { step: 'done', outcome: 'reopened', centreId, wishId, reference } as const;
		keepConfirming(cookies, done, url.protocol === 'https:');
		redirect(303, '/confirm/thanks');
	}
};
