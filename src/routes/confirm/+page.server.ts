import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { Missing } from '#kernel/errors.ts';
import { readForm } from '#kernel/form.ts';
import { ConfirmationCode } from '#modules/wishes/index.ts';
import { confirmationBehind, workToConfirm } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { confirmingOf, keepConfirming } from './confirming.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, locals }) => {
	const confirming = confirmingOf(cookies);
	if (!confirming) refusedPage(new Missing('请再点一次短信里的链接。'));
	if (confirming.step === 'done') redirect(303, '/confirm/thanks');
	if (confirming.step === 'unlocked') redirect(303, '/confirm/answer');
	await confirmationBehind(locals.context, confirming.token).catch(refusedPage);
};

const Typed = z.object({ code: ConfirmationCode });

export const actions: Actions = {
	default: async ({ request, cookies, url, locals }) => {
		const form = await readForm(request, Typed);
		if (!form.ok) return malformed(form);
		const confirming = confirmingOf(cookies);
		if (!confirming || confirming.step === 'done') redirect(303, '/confirm');
		const opening = { token: confirming.token, code: form.data.code };
		const work = await workToConfirm(locals.context, opening).catch((error: unknown) => refusedForm(error));
		if (!('wishId' in work)) return work;
		const { centreId, wishId, reference } = work;
		keepConfirming(cookies, { step: 'unlocked', ...opening, centreId, wishId, reference }, url.protocol === 'https:');
		redirect(303, '/confirm/answer');
	}
};
