import { redirect } from '@sveltejs/kit';
import { clearSession, securityOf, signOutEverywhere } from '#modules/identity/server.ts';
import { refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { context, presence } }) => ({
	...(await securityOf(context).catch(refusedPage)),
	current: presence.sessionId,
	changed: url.searchParams.get('changed') === 'password'
});

export const actions: Actions = {
	signOutEverywhere: async ({ cookies, locals }) => {
		const refused = await signOutEverywhere(locals.context, {}).then(
			() => undefined,
			(error: unknown) => refusedForm(error)
		);
		if (refused) return refused;
		clearSession(cookies);
		redirect(303, '/sign-in');
	}
};
