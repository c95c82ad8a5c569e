import { OpenAccount } from '#modules/directory/index.ts';
import { openAccount } from '#modules/directory/server.ts';
import { answerForm, managedCentre } from '../../office.server.ts';
import { gridOptions } from '../grid-options.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await managedCentre(context, params.centre);
	return { grids: await gridOptions(context.db, id) };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await managedCentre(context, params.centre);
		return answerForm(request, OpenAccount.omit({ centreId: true }), async (data) => {
			const { accountId, isNew } = await openAccount(context, { ...data, centreId });
			return `/desk/${params.centre}/staff/${accountId}?done=${isNew ? 'opened' : 'joined'}`;
		});
	}
};
