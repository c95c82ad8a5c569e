import { PeopleAsked } from '#modules/calls/index.ts';
import { peopleOf } from '#modules/calls/server.ts';
import { callAt } from '../../call.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { call } = await callAt(context, params);
	const read = PeopleAsked.safeParse(Object.fromEntries(url.searchParams));
	const asked = read.success ? read.data : PeopleAsked.parse({});
	const { people, next } = await peopleOf(context, call, asked);
	const { list, community, team } = asked;
	const filter = { list, ...(community && { community }), ...(team && { team }) };
	return {
		call: { id: call.id, title: call.title, state: call.state },
		list,
		people,
		older: next && `?${new URLSearchParams({ ...filter, after: next })}`
	};
};
