import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { referenceIn, type ReporterKind } from '../check-in.ts';
import {
	memberCheckInLifecycle,
	organisationCheckInLifecycle,
	type MemberState,
	type OrganisationState
} from '../lifecycle.ts';

/** What whoever holds a slip may know: no name, no place to live. */
export interface Status {
	kind: ReporterKind;
	reference: string;
	state: MemberState | OrganisationState;
	label: string;
	reportedOn: string;
	decidedOn: string | null;
	endedOn: string | null;
}

/** By the reference on the slip, however it is typed. Errors: Missing. */
export async function statusOf(db: Db, centreId: string, typed: string): Promise<Status> {
	const reference = referenceIn(typed);
	if (reference === undefined) throw new Missing(NONE);
	const organisation = await db
		.selectFrom('checkins.organisation_check_in')
		.select(['reference', 'state', 'submitted_on as reportedOn', 'decided_on as decidedOn', 'ended_on as endedOn'])
		.where('centre_id', '=', centreId)
		.where('reference', '=', reference)
		.executeTakeFirst();
	if (organisation) {
		const state = organisation.state as OrganisationState;
		return { ...organisation, kind: 'organisation', state, label: organisationCheckInLifecycle.states[state].label };
	}
	const member = await db
		.selectFrom('checkins.member_check_in')
		.select(['reference', 'state', 'reported_on as reportedOn', 'accepted_on as decidedOn', 'ended_on as endedOn'])
		.where('centre_id', '=', centreId)
		.where('reference', '=', reference)
		.executeTakeFirst();
	if (!member) throw new Missing(NONE);
	const state = member.state as MemberState;
	return { ...member, kind: 'member', state, label: memberCheckInLifecycle.states[state].label };
}

const NONE = '没有这个编号的报到。编号是8位字母和数字，在报到单上，请再看一看。';
