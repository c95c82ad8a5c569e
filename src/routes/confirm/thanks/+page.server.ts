import { redirect } from '@sveltejs/kit';
import { Missing } from '#kernel/errors.ts';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { ThankWish } from '#modules/wishes/index.ts';
import { thankByLink } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { aboutShown, confirmingOf, keepConfirming } from '../confirming.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ cookies, url }) => {
	const confirming = confirmingOf(cookies);
	if (confirming?.step !== 'done') redirect(303, '/confirm');
	const { outcome, reference, wishId, opening } = confirming;
	return {
		outcome,
		reference,
		wishId,
		mayThank: opening !== undefined,
		thanked: url.searchParams.has('thanked'),
		submissionKey: newSubmissionKey()
	};
};

const Thanks = ThankWish.omit({ way: true });

export const actions: Actions = {
	default: async ({ request, cookies, url, locals }) => {
		const confirming = confirmingOf(cookies);
		if (confirming?.step !== 'done' || !confirming.opening) refusedPage(new Missing('请再点一次短信里的链接。'));
		const fields = await formOf(request);
		const form = await readForm(fields, Thanks);
		if (!form.ok) return malformed(form);
		const { opening, ...done } = confirming;
		const send = () => thankByLink(locals.context, { ...form.data, ...opening }, form.submissionKey);
		const refused = await aboutShown(confirming, fields, send).then(
			() => undefined,
			(error: unknown) => refusedForm(error, { words: form.data.words, consent: form.data.consent ? 'on' : '' })
		);
		if (refused) return refused;
		keepConfirming(cookies, done, url.protocol === 'https:');
		redirect(303, '/confirm/thanks?thanked');
	}
};
