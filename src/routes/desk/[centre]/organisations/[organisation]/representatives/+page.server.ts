import { OpenAccount } from '#modules/directory/index.ts';
import { openAccount } from '#modules/directory/server.ts';
import { answerForm, managedCentre } from '../../../office.server.ts';
import { organisationAt } from '../organisation.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id: centreId } = await managedCentre(context, params.centre);
	return { organisation: await organisationAt(context, centreId, params.organisation) };
};

const Representative = OpenAccount.omit({ centreId: true, role: true, scopeId: true });

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await managedCentre(context, params.centre);
		const { id: scopeId } = await organisationAt(context, centreId, params.organisation);
		return answerForm(request, Representative, async (data) => {
			const grant = { centreId, role: 'organisationRepresentative', scopeId } as const;
			const { isNew } = await openAccount(context, { ...data, ...grant });
			return `/desk/${params.centre}/organisations/${scopeId}?done=${isNew ? 'opened' : 'joined'}`;
		});
	}
};
