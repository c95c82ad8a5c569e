import { isId } from '#kernel/ids.ts';
import { partyLevels, partyTree } from '#modules/directory/index.ts';
import { memberCounts, MOST_COUNTED, partyOrganisationsOf, partyPage } from '#modules/directory/server.ts';
import { keptCentre } from '../office.server.ts';
import { namesOf } from './party.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const { db } = context;
	const q = url.searchParams.get('q')?.trim().slice(0, 50) ?? '';
	const level = url.searchParams.get('level') ?? '';
	const shown = { q, level: Object.hasOwn(partyLevels, level) ? level : '', most: MOST_COUNTED };
	const counts = await memberCounts(db, id);
	if (q === '' && shown.level === '') {
		const parties = await partyOrganisationsOf(db, id);
		const nameOf = await namesOf(
			db,
			id,
			parties.map(({ secretaryId }) => secretaryId)
		);
		const lines = parties
			.filter(({ active }) => active)
			.map(({ id, parentId, name, level, secretaryId }) => ({
				id,
				parentId,
				name,
				level,
				secretary: nameOf(secretaryId)
			}));
		const retired = parties.filter(({ active }) => !active).map(({ id, name }) => ({ id, name }));
		return { ...shown, tree: partyTree(lines, counts), count: lines.length, retired, found: null, older: null };
	}
	const after = url.searchParams.get('after') ?? undefined;
	const page = await partyPage(db, id, { q, level: shown.level, after: isId(after) ? after : undefined });
	const nameOf = await namesOf(
		db,
		id,
		page.organisations.map(({ secretaryId }) => secretaryId)
	);
	const found = page.organisations.map((party) => ({
		...{ id: party.id, name: party.name, level: party.level, active: party.active },
		...{
			organisationName: party.organisationName,
			secretary: nameOf(party.secretaryId),
			own: counts.get(party.id) ?? 0
		}
	}));
	const older = page.next && `?${new URLSearchParams({ q, level: shown.level, after: page.next })}`;
	return { ...shown, tree: [], count: 0, retired: [], found, older };
};
