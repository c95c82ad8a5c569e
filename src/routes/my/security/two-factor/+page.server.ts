import { readForm } from '#kernel/form.ts';
import { ConfirmPassword, SecondFactor } from '#modules/identity/index.ts';
import { confirmTwoFactor, handOver, pendingTwoFactor, securityOf, startTwoFactor } from '#modules/identity/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context, presence }, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { twoFactor, hasPassword } = await securityOf(context).catch(refusedPage);
	return { twoFactor, hasPassword, required: presence.needsTwoFactor, pending: await pendingTwoFactor(context) };
};

export const actions: Actions = {
	start: async ({ request, locals }) => {
		const form = await readForm(request, ConfirmPassword);
		if (!form.ok) return malformed(form);
		return startTwoFactor(locals.context, request.headers, form.data).then(
			() => undefined,
			(error: unknown) => refusedForm(error)
		);
	},
	confirm: async ({ request, cookies, locals }) => {
		const form = await readForm(request, SecondFactor);
		if (!form.ok) return malformed(form);
		const confirmed = await confirmTwoFactor(locals.context, request.headers, form.data).catch((error: unknown) =>
			refusedForm(error)
		);
		if (!('spareCodes' in confirmed)) return confirmed;
		handOver(confirmed.answer, cookies);
		return { spareCodes: confirmed.spareCodes };
	}
};
