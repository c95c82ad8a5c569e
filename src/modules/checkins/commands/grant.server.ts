import { system } from '#kernel/actor.ts';
import type { Work } from '#kernel/command.ts';
import { grantRole } from '#modules/identity/server.ts';
import { accountOfPerson } from '#modules/people/server.ts';

/** By whom roles are given that follow from an acceptance: no administrator has to be at hand. */
const giver = (work: Work) => ({ ...work, actor: system('checkIns') });

/** Whoever is accepted as a member may act as one; again changes nothing. */
export const grantMember = (
	work: Work,
	{ centreId, memberId, accountId }: { centreId: string; memberId: string; accountId: string }
): Promise<void> => grantRole(giver(work), { accountId, role: 'member', centreId, scopeId: memberId });

/** The contact of an accepted organisation speaks for it, if they have an account. */
export async function grantRepresentative(
	work: Work,
	{ centreId, organisationId, contactId }: { centreId: string; organisationId: string; contactId: string }
): Promise<void> {
	const accountId = await accountOfPerson(work.db, centreId, contactId);
	if (accountId !== null)
		await grantRole(giver(work), {
			accountId,
			role: 'organisationRepresentative',
			centreId,
			scopeId: organisationId
		});
}
