import { isId } from '#kernel/ids.ts';
import { mayManage, organisationKinds, type OrganisationKind } from '#modules/directory/index.ts';
import { organisationPage } from '#modules/directory/server.ts';
import { holdersOf } from '#modules/identity/server.ts';
import { keptCentre } from '../office.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const q = url.searchParams.get('q')?.trim().slice(0, 50) ?? '';
	const asked = url.searchParams.get('kind') ?? '';
	const kind = Object.hasOwn(organisationKinds, asked) ? asked : '';
	const after = url.searchParams.get('after') ?? undefined;
	const { organisations, next } = await organisationPage(context.db, id, {
		...{ q, kind },
		after: isId(after) ? after : undefined
	});
	const representatives = await holdersOf(
		context.db,
		'organisationRepresentative',
		organisations.map(({ id }) => id)
	);
	return {
		...{ q, kind },
		done: url.searchParams.get('done'),
		mayOpenAccounts: mayManage(context.actor, id),
		organisations: organisations.map(({ kind, ...organisation }) => ({
			...organisation,
			kind: organisationKinds[kind as OrganisationKind],
			representatives: (representatives.get(organisation.id) ?? []).map(({ name }) => name).join('、')
		})),
		older: next && `?${new URLSearchParams({ q, kind, after: next })}`
	};
};
