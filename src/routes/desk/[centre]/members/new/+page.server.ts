import { newSubmissionKey } from '#kernel/form.ts';
import { RegisterMember } from '#modules/people/index.ts';
import { registerMember } from '#modules/people/server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import { Free, memberChoices, memberIn } from '../choices.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	return { choices: await memberChoices(context.db, id), submissionKey: newSubmissionKey() };
};

const Typed = RegisterMember.omit({ centreId: true, freeTimes: true }).extend({ free: Free });

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		return answerForm(request, Typed, async (data, key) => {
			const id = await registerMember(context, await memberIn(context.db, centreId, data), key);
			return `/desk/${params.centre}/members/${id}?done=added`;
		});
	}
};
