import { newSubmissionKey } from '#kernel/form.ts';
import { ChangeOrganisation, mayManage } from '#modules/directory/index.ts';
import { changeOrganisation } from '#modules/directory/server.ts';
import { holdersOf } from '#modules/identity/server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { organisationAt } from './organisation.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await keptCentre(context, params.centre);
	const organisation = await organisationAt(context, centreId, params.organisation);
	const holders = await holdersOf(context.db, 'organisationRepresentative', [organisation.id]);
	return {
		organisation,
		representatives: holders.get(organisation.id) ?? [],
		mayOpenAccounts: mayManage(context.actor, centreId),
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		const { id } = await organisationAt(context, centreId, params.organisation);
		return answerForm(request, ChangeOrganisation.omit({ centreId: true, id: true }), async (data, key) => {
			await changeOrganisation(context, { ...data, centreId, id }, key);
			return `/desk/${params.centre}/organisations/${id}?done=changed`;
		});
	}
};
