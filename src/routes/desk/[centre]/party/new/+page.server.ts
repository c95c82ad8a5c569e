import { newSubmissionKey } from '#kernel/form.ts';
import { WritePartyOrganisation } from '#modules/people/index.ts';
import { writePartyOrganisation } from '#modules/people/server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import { partyChoices } from '../party.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	return {
		choices: await partyChoices(context.db, id),
		below: url.searchParams.get('below') ?? '',
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		return answerForm(request, WritePartyOrganisation.omit({ centreId: true }), async (data, key) => {
			const id = await writePartyOrganisation(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/party/${id}?done=added`;
		});
	}
};
