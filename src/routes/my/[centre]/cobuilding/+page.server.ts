import { nouns, type CoKind } from '#modules/cobuilding/index.ts';
import { coList, withLights } from '#modules/cobuilding/server.ts';
import { organisationsOf } from '#modules/directory/server.ts';
import { ownPlace } from './place.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centreId, base, own } = await ownPlace(context, params.centre);
	const organisations = await organisationsOf(context.db, centreId);
	const list = async (kind: CoKind) => {
		const { lines, next } = await coList(context.db, centreId, kind, {
			...{ state: nouns[kind].first, organisationIds: own },
			after: url.searchParams.get(nouns[kind].path)
		});
		return {
			lines: await withLights(context, centreId, lines),
			next: next === null ? null : `${base}?${new URLSearchParams({ [nouns[kind].path]: next })}`
		};
	};
	return {
		base,
		organisations: organisations.filter(({ id }) => own.includes(id)).map(({ name }) => name),
		agreements: await list('agreement'),
		resources: await list('resource'),
		projects: await list('project'),
		home: `/${params.centre}/cobuilding`
	};
};
