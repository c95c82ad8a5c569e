import { redirect } from '@sveltejs/kit';
import { readForm } from '#kernel/form.ts';
import { ChangePassword } from '#modules/identity/index.ts';
import { changePassword, handOver, securityOf } from '#modules/identity/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { hasPassword, username } = await securityOf(locals.context).catch(refusedPage);
	if (!hasPassword) redirect(303, '/my/security');
	return { username };
};

export const actions: Actions = {
	default: async ({ request, cookies, locals }) => {
		const form = await readForm(request, ChangePassword);
		if (!form.ok) return malformed(form);
		const answer = await changePassword(locals.context, request.headers, form.data).catch((error: unknown) =>
			refusedForm(error)
		);
		if (!(answer instanceof Headers)) return answer;
		handOver(answer, cookies);
		redirect(303, '/my/security?changed=password');
	}
};
