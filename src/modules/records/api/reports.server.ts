import { createRoute, z } from '@hono/zod-openapi';
import { newRouter } from '#kernel/api.ts';
import { draftReports } from '../commands/draft-reports.server.ts';
import { acknowledgeReport, remarkReport, sendReport } from '../commands/reports.server.ts';
import { AcknowledgeReport, DraftReports, RemarkReport, SendReport } from '../forms.ts';
import { reportLifecycle, reportStates } from '../lifecycle.ts';
import { maySeeRecords } from '../policy.ts';
import { ownReports, reportById, reportsIn, type ReportSummary } from '../queries/reports.server.ts';
import {
	after,
	answers,
	body,
	Centre,
	centreIdOf,
	Deadline,
	Fields,
	idOf,
	iso,
	Moment,
	Next,
	Total
} from './shared.server.ts';

const tags = ['季度反馈'];
const Report = Centre.extend({ report: idOf('反馈') });
const State = z.enum(reportStates);
const Summary = z.object({
	id: z.uuid(),
	organisationId: z.uuid(),
	organisationName: z.string(),
	quarter: z.string(),
	state: State,
	sentAt: Moment,
	acknowledgedAt: Moment,
	deadline: Deadline
});
const Whole = Summary.extend({
	lines: z.array(
		Total.extend({ memberId: z.uuid(), label: z.string(), fields: Fields, held: z.int(), finished: z.int() })
	),
	remarks: z.string().nullable(),
	note: z.string().nullable()
}).meta({ id: 'FeedbackReport' });

const list = createRoute({
	method: 'get',
	path: '/centres/{centre}/feedback-reports',
	tags,
	summary: '给单位的季度反馈',
	description: '工作人员看全部，单位代表看发给自己单位的。',
	request: {
		params: Centre,
		query: z.object({
			state: State.optional(),
			quarter: z
				.string()
				.max(10)
				.optional()
				.meta({ examples: ['2026Q1'] }),
			after
		})
	},
	responses: answers('反馈', z.object({ reports: z.array(Summary), next: Next }))
});
const draft = createRoute({
	method: 'post',
	path: '/centres/{centre}/feedback-reports',
	tags,
	summary: '起草一个季度的反馈',
	description: '已经有的不会再起草一份。系统在季度结束以后也会自己起草。',
	request: { params: Centre, body: body(DraftReports) },
	responses: answers('起草了几份', z.object({ drafted: z.int() }))
});
const one = createRoute({
	method: 'get',
	path: '/centres/{centre}/feedback-reports/{report}',
	tags,
	summary: '一份季度反馈',
	request: { params: Report },
	responses: answers('反馈', Whole)
});

const steps = {
	remark: { path: 'remarks', schema: RemarkReport, act: remarkReport },
	send: { path: 'sending', schema: SendReport, act: sendReport },
	acknowledge: { path: 'acknowledgement', schema: AcknowledgeReport, act: acknowledgeReport }
} as const;

export const reportApi = newRouter();

reportApi.openapi(list, async (c) => {
	const { context } = c.var;
	const centreId = await centreIdOf(context, c.req.valid('param').centre);
	const own = maySeeRecords(context.actor, centreId) ? [] : await ownReports(context, centreId);
	const { reports, next } =
		own.length > 0 ? { reports: own, next: null } : await reportsIn(context, centreId, c.req.valid('query'));
	return c.json({ reports: reports.map(answerOf), next }, 200);
});
reportApi.openapi(draft, async (c) => {
	const centreId = await centreIdOf(c.var.context, c.req.valid('param').centre);
	const drafted = await draftReports(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey);
	return c.json({ drafted }, 200);
});
reportApi.openapi(one, async (c) => {
	const { centre, report } = c.req.valid('param');
	const found = await reportById(c.var.context, await centreIdOf(c.var.context, centre), report);
	return c.json({ ...found, ...answerOf(found) }, 200);
});

/** One operation for each step of the lifecycle. */
for (const [action, { path, schema, act }] of Object.entries(steps)) {
	const route = createRoute({
		method: 'post',
		path: `/centres/{centre}/feedback-reports/{report}/${path}`,
		tags,
		summary: reportLifecycle.actions[action as keyof typeof steps],
		request: { params: Report, body: body(schema as z.ZodObject) },
		responses: answers('现在的状态', z.object({ state: State }))
	});
	reportApi.openapi(route, async (c) => {
		const { centre, report } = c.req.valid('param');
		const centreId = await centreIdOf(c.var.context, centre);
		const input = { ...c.req.valid('json'), centreId, reportId: report } as never;
		return c.json({ state: await act(c.var.context, input, c.var.submissionKey) }, 200);
	});
}

const answerOf = (report: ReportSummary) => ({
	...report,
	sentAt: iso(report.sentAt),
	acknowledgedAt: iso(report.acknowledgedAt)
});
