import { sql } from 'kysely';
import type { Transaction } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import type { MemberState, OrganisationState } from '../lifecycle.ts';
import type { MemberSubject, OrganisationSubject } from '../policy.ts';

export const NO_CHECK_IN = '没有这份报到。';

export interface LockedOrganisation {
	id: string;
	reference: string;
	communityId: string | null;
	contactId: string;
	proposedName: string | null;
	kind: string;
	subject: OrganisationSubject;
}

/** A check-in that this transaction alone may change until it ends: the one lock of a transition. Errors: Missing. */
export async function lockOrganisation(db: Transaction, centreId: string, id: string): Promise<LockedOrganisation> {
	const row = isId(id)
		? await db
				.selectFrom('checkins.organisation_check_in')
				.selectAll()
				.where('centre_id', '=', centreId)
				.where('id', '=', id)
				.forUpdate()
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing(NO_CHECK_IN);
	return {
		id,
		reference: row.reference,
		communityId: row.community_id,
		contactId: row.contact_id,
		proposedName: row.proposed_name,
		kind: row.kind,
		subject: {
			centreId,
			state: row.state as OrganisationState,
			organisationId: row.organisation_id,
			submittedBy: row.submitted_by
		}
	};
}

export interface LockedMember {
	id: string;
	reference: string;
	communityId: string;
	personId: string;
	reportedOn: string;
	subject: MemberSubject;
}

/** As above. Errors: Missing. */
export async function lockMember(db: Transaction, centreId: string, id: string): Promise<LockedMember> {
	if (isId(id)) await lockMembers(db, centreId, [id]);
	const row = isId(id)
		? await db
				.selectFrom('checkins.member_check_in as c')
				.innerJoin('directory.member as m', (join) =>
					join.onRef('m.centre_id', '=', 'c.centre_id').onRef('m.id', '=', 'c.member_id')
				)
				.innerJoin('people.person as p', (join) =>
					join.onRef('p.centre_id', '=', 'm.centre_id').onRef('p.id', '=', 'm.person_id')
				)
				.select(['c.reference', 'c.community_id', 'c.member_id', 'c.state', 'c.by_organisation_id', 'c.reported_on'])
				.select(['m.person_id', 'p.account_id'])
				.where('c.centre_id', '=', centreId)
				.where('c.id', '=', id)
				.forUpdate('c')
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing(NO_CHECK_IN);
	return {
		id,
		reference: row.reference,
		communityId: row.community_id,
		personId: row.person_id,
		reportedOn: row.reported_on,
		subject: {
			centreId,
			state: row.state as MemberState,
			memberId: row.member_id,
			memberAccountId: row.account_id,
			byOrganisationId: row.by_organisation_id
		}
	};
}

/**
 * The members of some check-ins, in the order of their ids, and before the check-ins themselves: whoever changes what a member is
 * holds the member, and then writes it into the check-ins.
 */
export const lockMembers = (db: Transaction, centreId: string, checkInIds: readonly string[]) =>
	sql`select id from directory.member where centre_id = ${centreId} and id in (
			select member_id from checkins.member_check_in where centre_id = ${centreId} and id = any(${checkInIds}::uuid[])
		) order by id for no key update`.execute(db);
