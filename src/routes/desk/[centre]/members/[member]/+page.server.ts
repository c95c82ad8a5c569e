import { newSubmissionKey } from '#kernel/form.ts';
import { ChangeMember, mayManage } from '#modules/directory/index.ts';
import { changeMember } from '#modules/directory/server.ts';
import { holdersOf } from '#modules/identity/server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import { organisationOptions } from '../organisation-options.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { memberAt } from './member.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await keptCentre(context, params.centre);
	const { id, name, alias, kind, organisationId, active } = await memberAt(context, centreId, params.member);
	return {
		member: { id, name, alias, kind, organisationId, active },
		accounts: (await holdersOf(context.db, 'member', [id])).get(id) ?? [],
		organisations: await organisationOptions(context.db, centreId, organisationId),
		mayOpenAccounts: mayManage(context.actor, centreId),
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		const { id } = await memberAt(context, centreId, params.member);
		return answerForm(request, ChangeMember.omit({ centreId: true, id: true }), async (data, key) => {
			await changeMember(context, { ...data, centreId, id }, key);
			return `/desk/${params.centre}/members/${id}?done=changed`;
		});
	}
};
