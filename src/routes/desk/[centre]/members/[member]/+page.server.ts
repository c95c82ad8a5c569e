import { newSubmissionKey } from '#kernel/form.ts';
import { freeTimesIn, dayParts, mayManage } from '#modules/directory/index.ts';
import { holdersOf } from '#modules/identity/server.ts';
import { ChangeRegistered } from '#modules/people/index.ts';
import { changeRegistered } from '#modules/people/server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import { Free, memberChoices, memberIn } from '../choices.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { memberAt } from './member.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await keptCentre(context, params.centre);
	const { personId: _, freeTimes, ...member } = await memberAt(context, centreId, params.member);
	return {
		member: {
			...member,
			freeTimes,
			free: freeTimesIn(freeTimes).map(({ weekday, part }) => String(weekday * dayParts.length + part))
		},
		accounts: (await holdersOf(context.db, 'member', [member.id])).get(member.id) ?? [],
		choices: await memberChoices(context.db, centreId, { ...member, freeTimes, personId: '' }),
		mayOpenAccounts: mayManage(context.actor, centreId),
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

const Typed = ChangeRegistered.omit({ centreId: true, id: true, freeTimes: true }).extend({ free: Free });

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		const { id } = await memberAt(context, centreId, params.member);
		return answerForm(request, Typed, async (data, key) => {
			await changeRegistered(context, { ...(await memberIn(context.db, centreId, data)), id }, key);
			return `/desk/${params.centre}/members/${id}?done=changed`;
		});
	}
};
