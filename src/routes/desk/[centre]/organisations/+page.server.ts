import { mayManage, organisationKinds, type OrganisationKind } from '#modules/directory/index.ts';
import { organisationsOf } from '#modules/directory/server.ts';
import { holdersOf } from '#modules/identity/server.ts';
import { keptCentre } from '../office.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const organisations = await organisationsOf(context.db, id);
	const representatives = await holdersOf(
		context.db,
		'organisationRepresentative',
		organisations.map(({ id }) => id)
	);
	return {
		done: url.searchParams.get('done'),
		mayOpenAccounts: mayManage(context.actor, id),
		organisations: organisations.map(({ kind, ...organisation }) => ({
			...organisation,
			kind: organisationKinds[kind as OrganisationKind],
			representatives: (representatives.get(organisation.id) ?? []).map(({ name }) => name).join('、')
		}))
	};
};
