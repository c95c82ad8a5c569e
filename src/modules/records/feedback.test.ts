import { expect, test } from 'vitest';
import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { factsOf } from '#kernel/facts.ts';
import { open } from '#kernel/secrets.ts';
import { voidHours } from '#modules/attendance/server.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { registerMember } from '#modules/people/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { served } from '#tests/support/served.ts';
import {
	acknowledgeReport,
	draftReports,
	recordsTasks,
	remarkReport,
	reportById,
	reportsIn,
	sendReport
} from './server.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const unit = cast.scopes.organisation;
const at = (context: Context, day: string): Context => ({ ...context, clock: clockAt(new Date(`${day}T03:00:00Z`)) });
const clerk = at(cast.as('clerk'), '2026-04-02');
const speaker = at(cast.as('representative'), '2026-04-03');

const member = (name: string) =>
	registerMember(clerk, { centreId, name, form: '女士', kind: 'inService', organisationId: unit });
const [first, second] = [await member('周晓兰'), await member('吴静怡')];
const early = await served(db, { centreId, memberId: first, day: '2026-01-10', minutes: 90 });
await served(db, { centreId, memberId: first, day: '2026-03-31', minutes: 30, field: 'waste' });
await served(db, { centreId, memberId: second, day: '2026-02-01', minutes: 60 });
await served(db, { centreId, memberId: second, day: '2026-04-01', minutes: 60 });
const quarter = '2026Q1';
const draft = async () => {
	await draftReports(clerk, { centreId, quarter });
	const { reports } = await reportsIn(clerk, centreId, { quarter });
	return reports[0]?.id ?? '';
};

test('a quarter that is not over has no report yet', async () => {
	await expect(draftReports(at(clerk, '2026-03-31'), { centreId, quarter })).rejects.toThrow(Conflict);
});

test('the job drafts one report a unit when the quarter is over, however often it runs, with a clock', async () => {
	const job = recordsTasks.tasks['draftFeedback'];
	for (const day of ['2026-04-01', '2026-04-02', '2026-05-01']) await job?.(at(contextOf(), day), {});
	const { reports } = await reportsIn(clerk, centreId, { quarter });
	expect(reports.map(({ organisationName, state }) => [organisationName, state])).toEqual([['样例街小学', 'draft']]);
	expect(reports[0]?.deadline).toMatchObject({ rule: 'feedback.draft', light: 'green' });
	const late = await deadlinesOf(db, centreId, [reports[0]?.id ?? ''], '2026-06-01');
	expect([...late.values()][0]?.light).toBe('red');
});

test('a draft is nobody’s business but the desk’s, and says what the rows say now', async () => {
	const id = await draft();
	await expect(reportById(speaker, centreId, id)).rejects.toThrow(Missing);
	await expect(sendReport(speaker, { centreId, reportId: id })).rejects.toThrow(Missing);
	await expect(sendReport(at(cast.as('leader'), '2026-04-02'), { centreId, reportId: id })).rejects.toThrow(Refused);
	const { lines } = await reportById(clerk, centreId, id);
	expect(lines.map(({ label, minutes, times }) => [label, minutes, times])).toEqual([
		['吴静怡', 60, 1],
		['周晓兰', 120, 2]
	]);
});

test('a report is sent once, tells the unit once, and keeps its figures whatever is voided later', async () => {
	const id = await draft();
	await remarkReport(clerk, { centreId, reportId: id, remarks: '两位老师都很热心' });
	await sendReport(clerk, { centreId, reportId: id });
	await expect(sendReport(clerk, { centreId, reportId: id })).rejects.toThrow(Conflict);
	await expect(remarkReport(clerk, { centreId, reportId: id, remarks: '改一改' })).rejects.toThrow(Conflict);
	await voidHours(clerk, { centreId, hoursId: early, reason: '登记错了人' });
	const report = await reportById(speaker, centreId, id);
	expect(report).toMatchObject({ state: 'sent', remarks: '两位老师都很热心', actions: ['acknowledge'] });
	expect(report.lines.map(({ label, minutes }) => [label, minutes])).toEqual([
		['吴静怡', 60],
		['周晓兰', 120]
	]);
	const messages = await messagesOf();
	expect(messages).toHaveLength(1);
	expect(messages[0]).toMatch(/2026年第一季度/);
	expect(messages[0]).not.toMatch(/吴|周/);
	expect(await draftReports(clerk, { centreId, quarter })).toBe(0);
});

test('the unit acknowledges once, with a word of its own; another unit does not know of it', async () => {
	const id = await draft();
	await expect(reportById(cast.as('member'), centreId, id)).rejects.toThrow(Missing);
	await acknowledgeReport(speaker, { centreId, reportId: id, note: '谢谢，我们会表扬' });
	await expect(acknowledgeReport(speaker, { centreId, reportId: id })).rejects.toThrow(Conflict);
	expect(await reportById(clerk, centreId, id)).toMatchObject({ state: 'acknowledged', note: '谢谢，我们会表扬' });
	expect((await deadlinesOf(db, centreId, [id], '2026-06-01')).size).toBe(0);
	const facts = await factsOf(db, centreId, 'feedback', id);
	expect(facts.map(({ action }) => action)).toEqual([
		'feedback.drafted',
		'feedback.remarked',
		'feedback.sent',
		'feedback.acknowledged'
	]);
	expect(JSON.stringify(facts)).not.toMatch(/吴静怡|周晓兰|热心/);
});

async function messagesOf(): Promise<string[]> {
	const rows = await db.selectFrom('notifications.message').select('text_sealed').execute();
	return rows.map(({ text_sealed }) => open(text_sealed));
}
