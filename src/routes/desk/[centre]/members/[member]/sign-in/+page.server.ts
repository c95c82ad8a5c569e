import { OpenAccount } from '#modules/directory/index.ts';
import { openAccount } from '#modules/directory/server.ts';
import { answerForm, managedCentre } from '../../../office.server.ts';
import { memberAt } from '../member.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id: centreId } = await managedCentre(context, params.centre);
	const { id, name, alias } = await memberAt(context, centreId, params.member);
	return { member: { id, name, alias } };
};

const SignIn = OpenAccount.omit({ centreId: true, role: true, scopeId: true });

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await managedCentre(context, params.centre);
		const { id: scopeId } = await memberAt(context, centreId, params.member);
		return answerForm(request, SignIn, async (data) => {
			const { isNew } = await openAccount(context, { ...data, centreId, role: 'member', scopeId });
			return `/desk/${params.centre}/members/${scopeId}?done=${isNew ? 'opened' : 'joined'}`;
		});
	}
};
