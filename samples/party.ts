import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import type { OrganisationKind, PartyLevel } from '#modules/directory/index.ts';
import { addPartyOrganisation } from '#modules/directory/server.ts';
import { inOne } from './batches.ts';
import { REGISTERED } from './moments.ts';
import type { Place } from './place.ts';

/** What the branches of units hang below. */
const committees: Record<Exclude<OrganisationKind, 'community'>, string> = {
	government: '街道机关党委',
	publicInstitution: '街道事业单位党委',
	stateOwned: '街道国有企业党委',
	newSector: '街道两新组织党委'
};

/**
 * The tree of party organisations: the work committee of the sub-district, a committee for each community and each kind of unit,
 * and a branch for each unit. Returns the branch of each. `secretaryOf` names a person of a unit.
 */
export const growParty = (
	db: Db,
	{ centreId, communities, organisations, clerks }: Place,
	secretaryOf: (organisationId: string) => string | null
): Promise<Map<string, string>> =>
	inOne(db, async (transaction) => {
		const context: Context = { db: transaction, actor: clerks[0], clock: REGISTERED };
		const add = (name: string, level: PartyLevel, parentId: string | null, more: object = {}) =>
			addPartyOrganisation(context, { centreId, name, level, parentId, ...more });
		const top = await add('梅花村街党工委', 'workCommittee', null);
		const above = new Map<string, string>();
		for (const { id, name } of communities)
			above.set(id, await add(`${name}党委`, 'committee', top, { communityId: id }));
		for (const [kind, name] of Object.entries(committees)) above.set(kind, await add(name, 'committee', top));
		const branches = new Map<string, string>();
		for (const { id: organisationId, name, kind, communityId } of organisations) {
			const parent = above.get(kind === 'community' ? (communityId ?? '') : kind) ?? top;
			const branch = await add(name.endsWith('党支部') ? name : `${name}党支部`, 'branch', parent, {
				...{ organisationId, communityId: kind === 'community' ? communityId : null },
				secretaryId: secretaryOf(organisationId)
			});
			branches.set(organisationId, branch);
		}
		return branches;
	});
