import { isId } from '#kernel/ids.ts';
import { memberKinds, type MemberKind } from '#modules/directory/index.ts';
import { membersOf } from '#modules/directory/server.ts';
import { namesOnRoster, personsNamed } from '#modules/people/server.ts';
import { keptCentre } from '../office.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const q = url.searchParams.get('q')?.slice(0, 100) ?? '';
	const after = url.searchParams.get('after') ?? undefined;
	const { members, next } = await membersOf(context.db, id, {
		q,
		after: isId(after) ? after : undefined,
		persons: await personsNamed(context.db, id, q)
	});
	const names = await namesOnRoster(
		context.db,
		id,
		members.map(({ personId }) => personId)
	);
	return {
		q,
		members: members.map(({ personId, kind, ...member }) => ({
			...member,
			kind: memberKinds[kind as MemberKind],
			name: names.get(personId) ?? ''
		})),
		older: next && `?${new URLSearchParams({ q, after: next })}`
	};
};
