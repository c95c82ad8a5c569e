import { newSubmissionKey } from '#kernel/form.ts';
import { ReportMember } from '#modules/checkins/index.ts';
import { reportMember } from '#modules/checkins/server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { memberKinds } from '#modules/directory/index.ts';
import { gridsOf, skillsOf } from '#modules/directory/server.ts';
import { organisationOptions } from '#src/routes/check-in-page.server.ts';
import { answerForm, keptCentre } from '../../../office.server.ts';
import { communityOptions } from '../../filter.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const grids = await gridsOf(context.db, id);
	return {
		submissionKey: newSubmissionKey(),
		today: shanghaiDate(context.clock()),
		kinds: Object.entries(memberKinds).map(([value, label]) => ({ value, label })),
		organisations: await organisationOptions(context, id),
		communities: await communityOptions(context, id),
		grids: grids.map((grid) => ({ value: grid.id, label: `${grid.communityName} ${grid.name}` })),
		skills: await skillsOf(context.db, id)
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		return answerForm(request, ReportMember.omit({ branchId: true, freeTimes: true }), async (data, key) => {
			const { id, isNew } = await reportMember(context, { ...data, centreId }, key);
			return `/desk/${params.centre}/check-ins/members/${id}?done=${isNew ? 'reported' : 'known'}`;
		});
	}
};
