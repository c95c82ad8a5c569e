import { mayAdd, nouns, stateLabel } from '#modules/cobuilding/index.ts';
import { coFilters, coList, withLights } from '#modules/cobuilding/server.ts';
import { kindOf } from '#src/routes/cobuilding.server.ts';
import { deskPlace } from '../place.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centreId, base } = await deskPlace(context, params.centre);
	const kind = kindOf(params.list);
	const { lifecycle, first, path } = nouns[kind];
	const { fields, communities } = await coFilters(context.db, centreId);

	// what the address asks for and the centre does not have narrows nothing
	const asked = (name: string) => url.searchParams.get(name);
	const states = Object.keys(lifecycle.states);
	const state = states.find((one) => one === asked('state')) ?? first;
	const field = fields.find(({ value }) => value === asked('field'))?.value;
	const communityId = communities.find(({ value }) => value === asked('community'))?.value;
	const after = asked('after');
	const { lines, next } = await coList(context.db, centreId, kind, { state, field, communityId, after });

	const addressOf = (search: Record<string, string | undefined>): string => {
		const kept = { state, field, community: communityId, ...search };
		const entries = Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
		return `${base}/${path}?${new URLSearchParams(entries)}`;
	};
	return {
		kind,
		base,
		state,
		field,
		communityId,
		fields: kind === 'agreement' || kind === 'plan' ? [] : fields,
		communities,
		states: states.map((one) => ({
			label: stateLabel(kind, one),
			href: addressOf({ state: one }),
			isHere: one === state
		})),
		lines: await withLights(context, centreId, lines),
		mayAdd: mayAdd[kind](context.actor, centreId),
		first: after === null ? null : addressOf({}),
		next: next === null ? null : addressOf({ after: next })
	};
};
