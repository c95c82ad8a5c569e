import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { CONFIRM } from '../settings.ts';
import { mustHandle } from './members.server.ts';

/** From so many on it only says: that many or more. */
export const MOST_COUNTED = 100;

export interface Waiting {
	/** Waiting to be accepted. */
	organisations: number;
	members: number;
	/** Not confirmed in time. */
	overdueOrganisations: number;
	overdueMembers: number;
}

/** What waits for a clerk, each up to MOST_COUNTED: read in the order of an index. Errors: Missing unless a clerk. */
export async function waitingCheckIns(context: Context, centreId: string): Promise<Waiting> {
	mustHandle(context, centreId);
	const today = shanghaiDate(context.clock());
	const late = (kind: string) => sql`(select count(*)::int from (
		select from deadlines.deadline where centre_id = ${centreId} and state in ('running', 'paused') and due_on < ${today}::date
			and subject_kind = ${kind} and rule = ${CONFIRM} order by due_on limit ${MOST_COUNTED}) as late)`;
	const { rows } = await sql<Waiting>`select
		(select count(*)::int from (select from checkins.organisation_check_in where centre_id = ${centreId} and state = 'submitted'
			order by submitted_on desc, id desc limit ${MOST_COUNTED}) as waiting) as organisations,
		(select count(*)::int from (select from checkins.member_check_in where centre_id = ${centreId} and state = 'reported'
			order by reported_on desc, id desc limit ${MOST_COUNTED}) as waiting) as members,
		${late('organisationCheckIn')} as "overdueOrganisations", ${late('memberCheckIn')} as "overdueMembers"`.execute(
		context.db
	);
	return rows[0] as Waiting;
}
