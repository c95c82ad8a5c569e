import { findClaimers, membersOf } from '#modules/directory/server.ts';
import { mayKeep } from '#modules/directory/index.ts';
import { namesOnRoster, nameSearch } from '#modules/people/server.ts';
import type { PageServerLoad } from './$types';
import { afterIn, olderOf, recordsCentre } from './records.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { db, actor } = context;
	const { id } = await recordsCentre(context, params.centre);
	const q = url.searchParams.get('q')?.slice(0, 100) ?? '';
	const { members, next } = await membersOf(db, id, { words: nameSearch(id, q), after: afterIn(url), active: true });
	const persons = mayKeep(actor, id) ? members.map(({ personId }) => personId) : [];
	const names = await namesOnRoster(db, id, persons);
	const units = q === '' || afterIn(url) ? [] : await findClaimers(db, id, q);
	return {
		q,
		members: members.map(({ id, personId, alias, organisationName }) => ({
			...{ id, organisationName },
			label: names.get(personId) ?? alias
		})),
		units: units.filter(({ kind }) => kind === 'organisation').map(({ id, label }) => ({ id, label })),
		older: olderOf(next, { q })
	};
};
