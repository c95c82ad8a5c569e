import { redirect } from '@sveltejs/kit';
import { readForm } from '#kernel/form.ts';
import { SecondFactor } from '#modules/identity/index.ts';
import { finishTwoFactor, handOver } from '#modules/identity/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { localPath } from '#src/routes/local-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ back: localPath(url.searchParams.get('back')) });

export const actions: Actions = {
	default: async ({ request, cookies, locals, getClientAddress }) => {
		const fields = await request.formData();
		const form = await readForm(fields, SecondFactor);
		if (!form.ok) return malformed(form);
		const visitor = { address: getClientAddress(), headers: request.headers };
		const signedIn = await finishTwoFactor(locals.context, visitor, form.data).catch((error: unknown) =>
			refusedForm(error)
		);
		if (!('answer' in signedIn)) return signedIn;
		handOver(signedIn.answer, cookies);
		redirect(303, localPath(fields.get('back')));
	}
};
