import { error } from '@sveltejs/kit';
import { mayResetPassword, ResetPassword } from '#modules/identity/index.ts';
import { activeGrants, resetPassword } from '#modules/identity/server.ts';
import { answerForm, managedCentre } from '../../../office.server.ts';
import { accountAt } from '../account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id: centreId } = await managedCentre(context, params.centre);
	const { id, name, username } = await accountAt(context, centreId, params.account);
	const grants = await activeGrants(context.db, id);
	if (username === null || !mayResetPassword(context.actor, { accountId: id, grants })) error(404, '没有这个页面。');
	return { account: { id, name, username } };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await managedCentre(context, params.centre);
		const { id: accountId } = await accountAt(context, centreId, params.account);
		return answerForm(request, ResetPassword.omit({ accountId: true }), async (data) => {
			await resetPassword(context, { ...data, accountId });
			return `/desk/${params.centre}/staff/${accountId}?done=reset`;
		});
	}
};
