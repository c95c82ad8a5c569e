import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { newSubmissionKey } from '#kernel/form.ts';
import { scopeLabels } from '#modules/directory/server.ts';
import { mayGrant } from '#modules/identity/index.ts';
import { revokeRole } from '#modules/identity/server.ts';
import { answerForm, managedCentre } from '../../../office.server.ts';
import { roleWords } from '../../words.ts';
import { accountAt } from '../account.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The role that the address names, as the account holds it now. */
async function held({ params, url, locals: { context } }: Pick<RequestEvent, 'params' | 'url' | 'locals'>) {
	const { id: centreId } = await managedCentre(context, params.centre);
	const account = await accountAt(context, centreId, params.account);
	const role = account.roles.find(
		({ role, scopeId }) => role === url.searchParams.get('role') && scopeId === url.searchParams.get('scope')
	);
	if (!role || !mayGrant(context.actor, role)) error(404, '没有这个身份，可能已经收回了。');
	return { centreId, account, role };
}

export const load: PageServerLoad = async (event) => {
	const { centreId, account, role } = await held(event);
	const labels = await scopeLabels(event.locals.context.db, centreId, [role.scopeId]);
	return {
		account: { id: account.id, name: account.name },
		words: roleWords(role, labels),
		isOnly: account.roles.length === 1,
		isSelf: accountOf(event.locals.context.actor) === account.id,
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { account, role } = await held(event);
		const { context } = event.locals;
		return answerForm(event.request, z.object({}), async (_, key) => {
			await revokeRole(context, { accountId: account.id, role: role.role, scopeId: role.scopeId }, key);
			const staff = `/desk/${event.params.centre}/staff`;
			if (accountOf(context.actor) === account.id && role.role === 'administrator') return '/my/security';
			return account.roles.length === 1 ? `${staff}?done=revoked` : `${staff}/${account.id}?done=revoked`;
		});
	}
};
