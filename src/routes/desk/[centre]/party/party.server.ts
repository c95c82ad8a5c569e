import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import { partyOrganisationById, type PartyOrganisation } from '#modules/directory/server.ts';
import { namesOnRoster } from '#modules/people/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { communityOptions, organisationOptions, partyOptions } from '../choices.server.ts';

/** A party organisation of the centre. Answers 404 when there is none. */
export async function partyAt({ db }: Context, centreId: string, id: string): Promise<PartyOrganisation> {
	if (!isId(id)) error(404, '没有这个党组织。');
	return partyOrganisationById(db, centreId, id).catch(refusedPage);
}

/** What the form of a party organisation offers; one that is there does not lie below itself. */
export const partyChoices = async (db: Db, centreId: string, party?: PartyOrganisation) => ({
	parents: await partyOptions(
		db,
		centreId,
		party?.parentId ?? null,
		({ id, level }) => id !== party?.id && level !== 'group'
	),
	organisations: await organisationOptions(db, centreId, party?.organisationId ?? null),
	communities: await communityOptions(db, centreId)
});

/** Who is called what, for those who keep the roster. */
export async function namesOf(db: Db, centreId: string, persons: readonly (string | null)[]) {
	const names = await namesOnRoster(db, centreId, [...new Set(persons.flatMap((id) => id ?? []))]);
	return (id: string | null): string => (id === null ? '' : (names.get(id) ?? ''));
}
