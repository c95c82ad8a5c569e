import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { seal } from '#kernel/secrets.ts';
import { AcknowledgeReport, RemarkReport, SendReport } from '../forms.ts';
import { reportLifecycle, type ReportState } from '../lifecycle.ts';
import { spanOf } from '../period.ts';
import { linesNow } from '../queries/report-lines.server.ts';
import { lockReport, type LockedReport } from './lock-report.server.ts';
import { keepClock, tell } from './step.server.ts';
import { tellUnit } from './tell-unit.server.ts';

const Place = z.object({ centreId: z.uuid(), reportId: z.uuid() });

/** What the community adds in its own words, before it is sent. Tells `feedback.remarked`. Errors: Missing, Refused, Conflict. */
export const remarkReport = command('records.remarkReport', RemarkReport.extend(Place.shape), async (work, input) => {
	const report = await lockReport(work, input, 'remark');
	await set(work, report, { remarks_sealed: seal(input.remarks) });
	await told(work, report, 'feedback.remarked');
	return report.to;
});

/**
 * Fixes the figures as they are now and tells the unit that its report is there. Tells `feedback.sent`; a report is sent
 * once. Errors: Missing, Refused, Conflict.
 */
export const sendReport = command('records.sendReport', SendReport.extend(Place.shape), async (work, input) => {
	const report = await lockReport(work, input, 'send');
	const { centreId, id, organisationId, quarter } = report;
	const lines = await linesNow(work.db, centreId, organisationId, spanOf(quarter));
	if (lines.length > 0)
		await work.db
			.insertInto('records.report_line')
			.values(
				lines.map(({ memberId, times, minutes, fields, held, finished }) => ({
					...{ centre_id: centreId, report_id: id, member_id: memberId },
					...{ times, minutes, held, finished, fields: JSON.stringify(fields) }
				}))
			)
			.execute();
	await set(work, report, { state: report.to, sent_at: work.clock(), sent_by: accountOf(work.actor) });
	const reached = await tellUnit(work, { centreId, reportId: id, organisationId, quarter });
	await told(work, report, 'feedback.sent', { people: lines.length, reached });
	return report.to;
});

/** The unit has read it, or says so by phone and a clerk writes it down. Tells `feedback.acknowledged`. Errors: as above. */
export const acknowledgeReport = command(
	'records.acknowledgeReport',
	AcknowledgeReport.extend(Place.shape),
	async (work, input) => {
		const report = await lockReport(work, input, 'acknowledge');
		await set(work, report, {
			state: report.to,
			acknowledged_at: work.clock(),
			note_sealed: input.note ? seal(input.note) : null
		});
		await told(work, report, 'feedback.acknowledged');
		return report.to;
	}
);

interface Columns {
	state?: ReportState;
	remarks_sealed?: Buffer;
	note_sealed?: Buffer | null;
	sent_at?: Date;
	sent_by?: string | null;
	acknowledged_at?: Date;
}

const set = (work: Work, { centreId, id }: LockedReport, columns: Columns) =>
	work.db.updateTable('records.report').set(columns).where('centre_id', '=', centreId).where('id', '=', id).execute();

async function told(work: Work, report: LockedReport, action: string, data: Record<string, unknown> = {}) {
	const { centreId, id, to, as, quarter } = report;
	const subject = { kind: 'feedback', id };
	if (action !== 'feedback.remarked') await keepClock(work, reportLifecycle, { centreId, subject, to });
	await tell(work, { centreId, subject, action, as, data: { quarter, ...data } });
}
