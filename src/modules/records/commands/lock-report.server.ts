import type { Work } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { reportLifecycle, type RecordRole, type ReportAction, type ReportState } from '../lifecycle.ts';
import { isRepresentative, maySeeRecords, rolesOn } from '../policy.ts';
import { taken } from './step.server.ts';

export const NO_REPORT = '没有这份季度反馈。';

export interface LockedReport {
	centreId: string;
	id: string;
	organisationId: string;
	quarter: string;
	to: ReportState;
	as: RecordRole;
}

/** The report of a step, locked and authorised. A draft is known at the desk only. Errors: Missing, Refused, Conflict. */
export async function lockReport(
	work: Work,
	{ centreId, reportId }: { centreId: string; reportId: string },
	action: ReportAction
): Promise<LockedReport> {
	const row = await work.db
		.selectFrom('records.report')
		.select(['id', 'organisation_id', 'quarter', 'state'])
		.where('centre_id', '=', centreId)
		.where('id', '=', reportId)
		.forUpdate()
		.executeTakeFirst();
	const { actor } = work;
	const knows =
		row &&
		(maySeeRecords(actor, centreId) ||
			(isRepresentative(actor, centreId, row.organisation_id) && row.state !== 'draft'));
	if (!knows) throw new Missing(NO_REPORT);
	const roles = rolesOn(actor, { centreId, organisationId: row.organisation_id });
	const { to, as } = taken(reportLifecycle, row.state as ReportState, action, roles);
	return { centreId, id: row.id, organisationId: row.organisation_id, quarter: row.quarter, to, as };
}
