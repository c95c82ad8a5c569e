import { isId } from '#kernel/ids.ts';
import { callStates } from '#modules/calls/index.ts';
import { callsOf } from '#modules/calls/server.ts';
import { callingCentre } from './call.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await callingCentre(context, params.centre);
	const state = callStates.find((one) => one === url.searchParams.get('state'));
	const after = url.searchParams.get('after') ?? undefined;
	const { calls, next } = await callsOf(context, id, { state, after: isId(after) ? after : undefined });
	return {
		state,
		calls: calls.map(({ id, reference, title, urgency, state, place, startsAt, endsAt, places, told, yes }) => ({
			...{ id, reference, title, urgency, state, place, startsAt, endsAt, places, told, yes }
		})),
		older: next && `?${new URLSearchParams({ ...(state && { state }), after: next })}`
	};
};
