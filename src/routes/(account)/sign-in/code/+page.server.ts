import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readForm } from '#kernel/form.ts';
import { VerifyCode } from '#modules/identity/index.ts';
import { handOver, sendCode, verifyCode } from '#modules/identity/server.ts';
import { outboxIsOpen } from '#modules/notifications/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { localPath } from '#src/routes/local-path.ts';
import type { Actions, PageServerLoad } from './$types';
import { forgetPhone, keepPhone, waitingPhone } from '../waiting-phone.server.ts';

export const load: PageServerLoad = async ({ url, cookies, request, locals, getClientAddress }) => {
	const back = localPath(url.searchParams.get('back'));
	const phone = waitingPhone(cookies);
	if (phone === undefined) redirect(303, `/sign-in?${new URLSearchParams({ back })}`);
	const outbox = await outboxIsOpen(locals.context, { address: getClientAddress(), headers: request.headers });
	return { back, ending: phone.slice(-4), outbox, sentAgain: url.searchParams.has('again') };
};

const Typed = z.object({ code: VerifyCode.shape.code });

export const actions: Actions = {
	verify: async ({ request, cookies, locals, getClientAddress }) => {
		const fields = await request.formData();
		const form = await readForm(fields, Typed);
		if (!form.ok) return malformed(form);
		const visitor = { address: getClientAddress(), headers: request.headers };
		const signedIn = await verifyCode(locals.context, visitor, {
			phone: waitingPhone(cookies),
			code: form.data.code
		}).catch((error: unknown) => refusedForm(error));
		if (!('answer' in signedIn)) return signedIn;
		handOver(signedIn.answer, cookies);
		forgetPhone(cookies);
		redirect(303, localPath(fields.get('back')));
	},
	again: async ({ request, cookies, url, locals, getClientAddress }) => {
		const back = localPath((await request.formData()).get('back'));
		const phone = waitingPhone(cookies);
		if (phone === undefined) redirect(303, `/sign-in?${new URLSearchParams({ back })}`);
		const visitor = { address: getClientAddress(), headers: request.headers };
		const refused = await sendCode(locals.context, visitor, { phone }).then(
			() => undefined,
			(error: unknown) => refusedForm(error)
		);
		if (refused) return refused;
		keepPhone(cookies, phone, url.protocol === 'https:');
		redirect(303, `/sign-in/code?${new URLSearchParams({ back, again: '1' })}`);
	}
};
