import { redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { AcceptWish } from '#modules/wishes/index.ts';
import { acceptByLink, workToConfirm } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { aboutShown, keepConfirming, unlocked } from '../confirming.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, locals }) => {
	const { token, code } = unlocked(cookies);
	const work = await workToConfirm(locals.context, { token, code }).catch(refusedPage);
	return { work, submissionKey: newSubmissionKey() };
};

const Answer = AcceptWish.omit({ way: true });

export const actions: Actions = {
	default: async ({ request, cookies, url, locals }) => {
		const fields = await formOf(request);
		const form = await readForm(fields, Answer);
		if (!form.ok) return malformed(form);
		const confirming = unlocked(cookies);
		const { token, code, centreId, wishId, reference } = confirming;
		const send = () => acceptByLink(locals.context, { ...form.data, token, code }, form.submissionKey);
		const refused = await aboutShown(confirming, fields, send).then(
			() => undefined,
			(error: unknown) => refusedForm(error, textsOf(form.data))
		);
		if (refused) return refused;
		const done = { step: 'done', outcome: 'accepted', centreId, wishId, reference, opening: { token, code } } as const;
		keepConfirming(cookies, done, url.protocol === 'https:');
		redirect(303, '/confirm/thanks');
	}
};

const textsOf = ({ rating, words = '', picturesConsent }: z.output<typeof Answer>) => ({
	rating: String(rating),
	words,
	picturesConsent: picturesConsent ? 'on' : ''
});
