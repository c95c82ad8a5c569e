import { redirect } from '@sveltejs/kit';
import { readForm } from '#kernel/form.ts';
import { mustBeSetUpToken, SetUp, setUp } from '#modules/directory/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const token = url.searchParams.get('token') ?? '';
	await mustBeSetUpToken(locals.context, token).catch(refusedPage);
	return { token };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, SetUp);
		if (!form.ok) return malformed(form);
		const values = Object.fromEntries(
			Object.entries(form.data).filter(([name]) => name !== 'token' && name !== 'password')
		);
		const refused = await setUp(locals.context, form.data).then(
			() => undefined,
			(error: unknown) => refusedForm(error, values)
		);
		if (refused) return refused;
		redirect(303, '/sign-in?way=password&back=%2Fmy%2Fsecurity%2Ftwo-factor');
	}
};
