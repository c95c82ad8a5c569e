import type { Db } from '#kernel/db.ts';
import { claimCounts } from '#modules/wishes/server.ts';
import type { Span } from '../period.ts';
import { noTotals, totalsByMember, type Totals } from './totals.server.ts';

/** What one member did in a quarter, as their unit is told. */
export interface ReportLine extends Totals {
	memberId: string;
	/** Wishes and projects taken on, and finished. */
	held: number;
	finished: number;
}

/** As the rows stand now: everybody of the unit who served, or took on or finished a wish. */
export async function linesNow(db: Db, centreId: string, organisationId: string, span: Span): Promise<ReportLine[]> {
	const members = await db
		.selectFrom('directory.member')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('organisation_id', '=', organisationId)
		.execute();
	const ids = members.map(({ id }) => id);
	const totals = await totalsByMember(db, centreId, span, { membersOf: organisationId });
	const claims = await claimCounts(db, centreId, 'member', span, ids);
	return ids
		.filter((id) => totals.has(id) || claims.has(id))
		.map((memberId) => {
			const { held, finished } = claims.get(memberId) ?? { held: 0, finished: 0 };
			return { memberId, ...(totals.get(memberId) ?? noTotals), held, finished };
		});
}

/** As they were when the report was sent. */
export async function linesThen(db: Db, centreId: string, reportId: string): Promise<ReportLine[]> {
	const rows = await db
		.selectFrom('records.report_line')
		.select(['member_id', 'times', 'minutes', 'fields', 'held', 'finished'])
		.where('centre_id', '=', centreId)
		.where('report_id', '=', reportId)
		.execute();
	return rows.map(({ member_id, fields, ...line }) => ({
		memberId: member_id,
		...line,
		fields: fields as unknown as Totals['fields']
	}));
}
