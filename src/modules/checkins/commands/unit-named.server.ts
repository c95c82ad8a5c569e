import type { Work } from '#kernel/command.ts';
import { organisationsOf, partyOrganisationsOf } from '#modules/directory/server.ts';

/** What a member typed as their unit or branch: the one of this name in the directory, or the words for the clerk to look at. */
export async function unitNamed(
	{ db }: Work,
	centreId: string,
	typed: string | undefined
): Promise<{ organisationId?: string; branchId?: string; unit?: string }> {
	if (typed === undefined) return {};
	const plain = typed.normalize('NFKC').replace(/\s/g, '');
	const organisation = (await organisationsOf(db, centreId)).find(({ name, active }) => active && name === plain);
	if (organisation) return { organisationId: organisation.id };
	const branch = (await partyOrganisationsOf(db, centreId)).find(({ name, active }) => active && name === plain);
	if (!branch) return { unit: typed };
	const { id: branchId, organisationId } = branch;
	return organisationId === null ? { branchId } : { branchId, organisationId };
}
