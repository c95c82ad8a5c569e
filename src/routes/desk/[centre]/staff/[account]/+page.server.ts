import { accountOf } from '#kernel/actor.ts';
import { newSubmissionKey } from '#kernel/form.ts';
import { OpenAccount } from '#modules/directory/index.ts';
import { appoint, scopeLabels } from '#modules/directory/server.ts';
import { mayGrant, mayResetPassword } from '#modules/identity/index.ts';
import { activeGrants } from '#modules/identity/server.ts';
import { answerForm, managedCentre } from '../../office.server.ts';
import { gridOptions } from '../grid-options.server.ts';
import { roleWords } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { accountAt } from './account.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await managedCentre(context, params.centre);
	const { roles, ...account } = await accountAt(context, centreId, params.account);
	const labels = await scopeLabels(
		context.db,
		centreId,
		roles.map(({ scopeId }) => scopeId)
	);
	const grants = await activeGrants(context.db, account.id);
	return {
		account,
		isSelf: accountOf(context.actor) === account.id,
		roles: roles.map((held) => ({
			words: roleWords(held, labels),
			revoke: mayGrant(context.actor, held)
				? `/desk/${params.centre}/staff/${account.id}/revocation?${new URLSearchParams({ role: held.role, scope: held.scopeId })}`
				: null
		})),
		mayReset: account.username !== null && mayResetPassword(context.actor, { accountId: account.id, grants }),
		grids: await gridOptions(context.db, centreId),
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

const AddRole = OpenAccount.pick({ role: true, scopeId: true });

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await managedCentre(context, params.centre);
		const { id: accountId } = await accountAt(context, centreId, params.account);
		return answerForm(request, AddRole, async (data, key) => {
			await appoint(context, { ...data, centreId, accountId }, key);
			return `/desk/${params.centre}/staff/${accountId}?done=appointed`;
		});
	}
};
