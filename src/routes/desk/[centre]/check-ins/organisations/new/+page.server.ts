import { newSubmissionKey } from '#kernel/form.ts';
import { ReportUnit } from '#modules/checkins/index.ts';
import { reportUnit } from '#modules/checkins/server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { organisationKinds } from '#modules/directory/index.ts';
import { organisationsOf, serviceFieldsOf } from '#modules/directory/server.ts';
import { answerForm, keptCentre } from '../../../office.server.ts';
import { communityOptions } from '../../filter.server.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_NAMES = 2000;

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const names = (await organisationsOf(context.db, id)).filter(({ active }) => active).map(({ name }) => name);
	return {
		submissionKey: newSubmissionKey(),
		today: shanghaiDate(context.clock()),
		names: names.slice(0, MOST_NAMES),
		kinds: Object.entries(organisationKinds).map(([value, label]) => ({ value, label })),
		communities: await communityOptions(context, id),
		fields: await serviceFieldsOf(context.db, id)
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		return answerForm(request, ReportUnit.omit({ organisationId: true }), async (data, key) => {
			const { id, isNew } = await reportUnit(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/check-ins/organisations/${id}?done=${isNew ? 'reported' : 'known'}`;
		});
	}
};
