import { redirect } from '@sveltejs/kit';
import { readForm } from '#kernel/form.ts';
import { SendCode, SignIn } from '#modules/identity/index.ts';
import { actorOf, handOver, needsTwoFactor, sendCode, signInWithPassword } from '#modules/identity/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { localPath } from '#src/routes/local-path.ts';
import type { Actions, PageServerLoad } from './$types';
import { keepPhone } from './waiting-phone.server.ts';

export const load: PageServerLoad = ({ url, locals: { presence } }) => {
	const back = localPath(url.searchParams.get('back'));
	if (presence.actor.kind === 'account') redirect(303, back);
	return { back, way: url.searchParams.get('way') === 'password' ? ('password' as const) : ('code' as const) };
};

export const actions: Actions = {
	code: async ({ request, cookies, url, locals, getClientAddress }) => {
		const fields = await request.formData();
		const form = await readForm(fields, SendCode);
		if (!form.ok) return malformed(form);
		const visitor = { address: getClientAddress(), headers: request.headers };
		const refused = await sendCode(locals.context, visitor, form.data).then(
			() => undefined,
			(error: unknown) => refusedForm(error, form.data)
		);
		if (refused) return refused;
		keepPhone(cookies, form.data.phone, url.protocol === 'https:');
		redirect(303, `/sign-in/code?${new URLSearchParams({ back: localPath(fields.get('back')) })}`);
	},
	password: async ({ request, cookies, locals, getClientAddress }) => {
		const fields = await request.formData();
		const form = await readForm(fields, SignIn);
		if (!form.ok) return malformed(form);
		const visitor = { address: getClientAddress(), headers: request.headers };
		const signedIn = await signInWithPassword(locals.context, visitor, form.data).catch((error: unknown) =>
			refusedForm(error, { username: form.data.username })
		);
		if (!('answer' in signedIn)) return signedIn;
		handOver(signedIn.answer, cookies);
		const back = localPath(fields.get('back'));
		if (signedIn.step === 'twoFactor') redirect(303, `/sign-in/two-factor?${new URLSearchParams({ back })}`);
		const presence = await actorOf(locals.context.db, new Headers({ authorization: `Bearer ${signedIn.token}` }));
		redirect(303, needsTwoFactor(presence) ? '/my/security/two-factor' : back);
	}
};
