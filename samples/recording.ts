import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import {
	acknowledgeReport,
	addRule,
	applyRule,
	confirmRecognition,
	draftReports,
	issueProof,
	nameMe,
	recognitionsIn,
	remarkReport,
	reportsIn,
	sendReport
} from '#modules/records/server.ts';
import { inOne } from './batches.ts';
import { ago } from './moments.ts';
import type { Selves } from './selves.ts';
import type { Serving } from './serving.ts';

/** What became of the service of the last quarter: feedback to the units, a rule and whom it recognises, a proof. */
export const recordService = (
	db: Db,
	{ place, now, organiser }: Serving,
	{ member, memberClaimer }: Selves
): Promise<void> =>
	inOne(db, async (transaction) => {
		const { centreId, clerks } = place;
		const on = (before: number, actor = clerks[0]): Context => ({
			...{ db: transaction, actor },
			clock: clockAt(ago(now, before, 0, 1))
		});
		const quarter = lastQuarter(shanghaiDate(now));
		await draftReports(on(9), { centreId, quarter });
		const { reports } = await reportsIn(on(8), centreId, { quarter });
		const theirs = reports.filter(({ organisationId }) => organisationId === organiser.organisationId);
		for (const { id: reportId } of [...theirs, ...reports.slice(0, 2).filter((report) => !theirs.includes(report))]) {
			await remarkReport(on(8), { centreId, reportId, remarks: '来的同志准时、耐心，街坊都记得。谢谢单位支持。' });
			await sendReport(on(7), { centreId, reportId });
		}
		for (const { id: reportId } of theirs)
			await acknowledgeReport(on(5, organiser.account), { centreId, reportId, note: '收到，我们会在党员大会上通报。' });
		const ruleId = await addRule(on(9), {
			...{ centreId, name: '季度服务之星', subjectKind: 'member', every: 'quarter', leastTimes: 1, leastHours: 3 }
		});
		await applyRule(on(6), { centreId, ruleId, period: quarter });
		const { recognitions } = await recognitionsIn(on(6), centreId, { state: 'suggested' });
		for (const { id: recognitionId } of recognitions.slice(0, 3))
			await confirmRecognition(on(6), { centreId, recognitionId });
		await nameMe(on(4, member), { centreId, memberId: memberClaimer.id, agreed: true });
		const today = shanghaiDate(ago(now, 3, 0, 1));
		await issueProof(on(3, member), {
			centreId,
			memberId: memberClaimer.id,
			from: `${today.slice(0, 4)}-01-01`,
			to: today
		});
	});

/** The quarter before that of a day, as 2026Q3. */
function lastQuarter(day: string): string {
	const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
	return quarter === 1 ? `${Number(day.slice(0, 4)) - 1}Q4` : `${day.slice(0, 4)}Q${quarter - 1}`;
}
