import { z } from 'zod';
import { newSubmissionKey } from '#kernel/form.ts';
import { SetDayOverride } from '#modules/deadlines/index.ts';
import { dayOverridesOf, setDayOverride } from '#modules/deadlines/server.ts';
import { answerForm, managedCentre } from '../../office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await managedCentre(context, params.centre);
	return {
		days: await dayOverridesOf(context.db, id),
		isDone: url.searchParams.get('done') === 'decided',
		submissionKey: newSubmissionKey()
	};
};

/** An unticked radio would count as "rest" for a flag: here it has to be chosen. */
const Decision = SetDayOverride.omit({ centreId: true, workday: true }).extend({
	workday: z.enum(['true', 'false'], '请选择上班或休息')
});

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await managedCentre(context, params.centre);
		return answerForm(request, Decision, async ({ workday, ...data }, key) => {
			await setDayOverride(context, { ...data, workday: workday === 'true', centreId }, key);
			return `/desk/${params.centre}/settings/days?done=decided`;
		});
	}
};
