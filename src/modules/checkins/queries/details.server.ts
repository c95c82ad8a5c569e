import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { openMaybe } from '#kernel/secrets.ts';
import { accountNames } from '#modules/identity/server.ts';
import type {
	MemberAction,
	MemberRole,
	MemberState,
	OrganisationAction,
	OrganisationRole,
	OrganisationState
} from '../lifecycle.ts';
import { NO_CHECK_IN } from '../commands/lock.server.ts';
import { memberActionsOn, memberRoles, organisationActionsOn, organisationRoles } from '../policy.ts';
import { historyOf, type Happening } from './history.server.ts';
import { linesOf, withWords, type MemberLine } from './members.server.ts';
import { inWords, organisationLines, type OrganisationLine } from './organisations.server.ts';

/** What both kinds of check-in tell, besides their line. */
interface Detail {
	/** What was said when it was declined or ended. */
	reason: string | null;
	/** The clerk who answered. */
	handler: string | null;
	decidedOn: string | null;
	confirmedOn: string | null;
	endedOn: string | null;
	history: Happening[];
}

export interface OrganisationDetail extends OrganisationLine, Detail {
	communityId: string | null;
	contactId: string;
	fields: string[];
	resources: string | null;
	roles: OrganisationRole[];
	actions: OrganisationAction[];
}

/** For staff and the organisation itself. Errors: Missing for anybody else. */
export async function organisationCheckIn(context: Context, centreId: string, id: string): Promise<OrganisationDetail> {
	const row = isId(id)
		? await organisationLines(context.db, centreId)
				.select([
					'c.community_id',
					'c.contact_id',
					'c.fields',
					'c.resources_sealed',
					'c.reason_sealed',
					'c.submitted_by'
				])
				.select(['c.decided_on', 'c.decided_by', 'c.confirmed_on', 'c.ended_on'])
				.where('c.id', '=', id)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing(NO_CHECK_IN);
	const { organisationId, submitted_by: submittedBy } = row;
	const subject = { centreId, state: row.state as OrganisationState, organisationId, submittedBy };
	const roles = organisationRoles(context.actor, subject);
	if (roles.length === 0) throw new Missing(NO_CHECK_IN);
	const [line] = await inWords(context, centreId, [row]);
	return {
		...(line as OrganisationLine),
		...(await detailOf(context, { centreId, id, of: 'organisation', handlerId: row.decided_by })),
		communityId: row.community_id,
		contactId: row.contact_id,
		fields: row.fields,
		resources: openMaybe(row.resources_sealed),
		reason: openMaybe(row.reason_sealed),
		decidedOn: row.decided_on,
		confirmedOn: row.confirmed_on,
		endedOn: row.ended_on,
		roles,
		actions: organisationActionsOn(context.actor, subject)
	};
}

export interface MemberDetail extends MemberLine, Detail {
	communityId: string;
	personId: string;
	/** What the member wrote whose unit is not in the list. */
	unit: string | null;
	byOrganisation: string | null;
	movedToId: string | null;
	roles: MemberRole[];
	actions: MemberAction[];
}

/** For staff, the member, and the organisation that reported them in. Errors: Missing for anybody else. */
export async function memberCheckIn(context: Context, centreId: string, id: string): Promise<MemberDetail> {
	const row = isId(id)
		? await linesOf(context.db, centreId)
				.innerJoin('people.person as p', (join) =>
					join.onRef('p.centre_id', '=', 'm.centre_id').onRef('p.id', '=', 'm.person_id')
				)
				.leftJoin('directory.organisation as by', (join) =>
					join.onRef('by.centre_id', '=', 'c.centre_id').onRef('by.id', '=', 'c.by_organisation_id')
				)
				.select(['c.community_id', 'c.unit_sealed', 'c.reason_sealed', 'c.by_organisation_id', 'by.name as by_name'])
				.select(['c.accepted_on', 'c.accepted_by', 'c.confirmed_on', 'c.ended_on', 'c.moved_to_id', 'p.account_id'])
				.where('c.id', '=', id)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing(NO_CHECK_IN);
	const subject = {
		centreId,
		state: row.state as MemberState,
		memberId: row.memberId,
		memberAccountId: row.account_id,
		byOrganisationId: row.by_organisation_id
	};
	const roles = memberRoles(context.actor, subject);
	if (roles.length === 0) throw new Missing(NO_CHECK_IN);
	const [line] = await withWords(context, centreId, [row]);
	return {
		...(line as MemberLine),
		...(await detailOf(context, { centreId, id, of: 'member', handlerId: row.accepted_by })),
		communityId: row.community_id,
		personId: row.personId,
		unit: openMaybe(row.unit_sealed),
		byOrganisation: row.by_name,
		movedToId: row.moved_to_id,
		reason: openMaybe(row.reason_sealed),
		decidedOn: row.accepted_on,
		confirmedOn: row.confirmed_on,
		endedOn: row.ended_on,
		roles,
		actions: memberActionsOn(context.actor, subject)
	};
}

async function detailOf(
	{ db }: Context,
	{
		centreId,
		id,
		of,
		handlerId
	}: { centreId: string; id: string; of: 'organisation' | 'member'; handlerId: string | null }
) {
	const names = handlerId === null ? new Map<string, string>() : await accountNames(db, [handlerId]);
	return {
		handler: (handlerId !== null && names.get(handlerId)) || null,
		history: await historyOf(db, centreId, of, id)
	};
}
