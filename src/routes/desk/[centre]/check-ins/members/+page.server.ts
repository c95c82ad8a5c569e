import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { AcceptMany, memberCheckInLifecycle, memberStates, stateTones } from '#modules/checkins/index.ts';
import { acceptMany, memberCheckIns, waitingCheckIns } from '#modules/checkins/server.ts';
import { memberKinds, type MemberKind } from '#modules/directory/index.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { keptCentre } from '../../office.server.ts';
import { chosenIn, communityOptions, searchWith } from '../filter.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Chosen = z.object({
	state: z.enum([...memberStates, 'overdue']).default('reported'),
	community: z.uuid().optional(),
	kind: z.enum(Object.keys(memberKinds) as [MemberKind, ...MemberKind[]]).optional(),
	month: z
		.string()
		.regex(/^(19|2\d)\d\d-(0[1-9]|1[0-2])$/)
		.optional(),
	q: z.string().max(100).optional(),
	after: z.string().max(60).optional()
});

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const chosen = chosenIn(url, Chosen);
	const { community: communityId, ...filter } = chosen;
	const { lines, next } = await memberCheckIns(context, id, { ...filter, communityId });
	const waiting = await waitingCheckIns(context, id);
	return {
		submissionKey: newSubmissionKey(),
		chosen,
		tabs: [...memberStates, 'overdue' as const].map((state) => ({
			label: state === 'overdue' ? '超期未确认' : memberCheckInLifecycle.states[state].label,
			count: state === 'reported' ? waiting.members : state === 'overdue' ? waiting.overdueMembers : 0,
			href: searchWith(chosen, { state, q: null }),
			isChosen: !chosen.q && state === chosen.state
		})),
		communities: await communityOptions(context, id),
		kinds: Object.entries(memberKinds).map(([value, label]) => ({ value, label })),
		lines: lines.map(({ state, ...line }) => ({
			...line,
			isWaiting: state === 'reported',
			state: { label: memberCheckInLifecycle.states[state].label, tone: stateTones[state] ?? 'neutral' }
		})),
		everyMonth: searchWith(chosen, { month: null }),
		older: next && searchWith(chosen, { after: next }),
		accepted: Number(url.searchParams.get('accepted')) || null
	};
};

export const actions: Actions = {
	/** Accepts those that were ticked. */
	accept: async ({ params, request, url, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		const form = await readForm(await formOf(request), AcceptMany);
		if (!form.ok) return malformed(form);
		const accepted = await acceptMany(context, { ...form.data, centreId }, form.submissionKey).catch(
			(thrown: unknown) => refusedForm(thrown)
		);
		if (typeof accepted !== 'number') return accepted;
		redirect(303, searchWith(chosenIn(url, Chosen), { accepted: String(accepted) }));
	}
};
