import { z } from 'zod';
import { organisationCheckInLifecycle, organisationStates, stateTones } from '#modules/checkins/index.ts';
import { organisationCheckIns, waitingCheckIns } from '#modules/checkins/server.ts';
import { organisationKinds, type OrganisationKind } from '#modules/directory/index.ts';
import { serviceFieldsOf } from '#modules/directory/server.ts';
import { keptCentre } from '../../office.server.ts';
import { chosenIn, communityOptions, searchWith } from '../filter.server.ts';
import type { PageServerLoad } from './$types';

const Chosen = z.object({
	state: z.enum([...organisationStates, 'overdue']).default('submitted'),
	community: z.union([z.uuid(), z.literal('subdistrict')]).optional(),
	kind: z.enum(Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]]).optional(),
	field: z.string().max(40).optional(),
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
	const { lines, next } = await organisationCheckIns(context, id, { ...filter, communityId });
	const waiting = await waitingCheckIns(context, id);
	const fields = await serviceFieldsOf(context.db, id);
	return {
		chosen,
		tabs: [...organisationStates, 'overdue' as const].map((state) => ({
			label: state === 'overdue' ? '超期未确认' : organisationCheckInLifecycle.states[state].label,
			count: state === 'submitted' ? waiting.organisations : state === 'overdue' ? waiting.overdueOrganisations : 0,
			href: searchWith(chosen, { state, q: null }),
			isChosen: !chosen.q && state === chosen.state
		})),
		communities: [{ value: 'subdistrict', label: '街道' }, ...(await communityOptions(context, id))],
		kinds: Object.entries(organisationKinds).map(([value, label]) => ({ value, label })),
		fields: fields.map(({ code, name }) => ({ value: code, label: name })),
		lines: lines.map(({ state, ...line }) => ({
			...line,
			state: { label: organisationCheckInLifecycle.states[state].label, tone: stateTones[state] ?? 'neutral' }
		})),
		everyMonth: searchWith(chosen, { month: null }),
		older: next && searchWith(chosen, { after: next })
	};
};
