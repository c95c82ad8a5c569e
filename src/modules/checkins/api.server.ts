import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, newRouter } from '#kernel/api.ts';
import { statesOf } from '#kernel/lifecycle.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import {
	body,
	Centre,
	CheckIn,
	json,
	MemberLine,
	MemberQuery,
	Opened,
	OrganisationLine,
	OrganisationQuery,
	tags
} from './api-schemas.server.ts';
import { acceptMany } from './commands/accept-many.server.ts';
import { actOnMember } from './commands/member-transitions.server.ts';
import { actOnOrganisation } from './commands/organisation-transitions.server.ts';
import { reportMember, reportMyself } from './commands/report-member.server.ts';
import { reportRoster } from './commands/report-members.server.ts';
import { reportOwnUnit, reportUnit } from './commands/report-organisation.server.ts';
import { AcceptMany, ReportMember, ReportMyself, ReportOwnUnit, ReportRoster, ReportUnit } from './forms.ts';
import {
	memberActions,
	memberCheckInLifecycle,
	memberStates,
	organisationActions,
	organisationCheckInLifecycle,
	organisationStates
} from './lifecycle.ts';
import { memberCheckIns } from './queries/members.server.ts';
import { organisationCheckIns } from './queries/organisations.server.ts';
import { memberTransitions, organisationTransitions } from './transitions.ts';

export const checkInsApi = newRouter();

const page = <Line extends z.ZodType>(Line: Line) =>
	json(z.object({ checkIns: z.array(Line), next: z.string().nullable() }));

const listed = <Line extends { deadline: { dueOn: string } | null }>({ deadline, ...line }: Line) => ({
	...line,
	dueOn: deadline?.dueOn ?? null
});

const organisations = createRoute({
	method: 'get',
	path: '/centres/{centre}/organisation-check-ins',
	tags,
	summary: '单位报到的名单',
	description: '只给本中心的工作人员和管理员。一页 50 份。',
	request: { params: Centre, query: OrganisationQuery },
	responses: { 200: { description: '单位报到', ...page(OrganisationLine) }, ...errorResponses }
});
checkInsApi.openapi(organisations, async (c) => {
	const { id } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	const { community, ...filter } = c.req.valid('query');
	const { lines, next } = await organisationCheckIns(c.var.context, id, { ...filter, communityId: community });
	return c.json({ checkIns: lines.map(listed), next }, 200);
});

const members = createRoute({
	method: 'get',
	path: '/centres/{centre}/member-check-ins',
	tags,
	summary: '党员报到的名单',
	description: '只给本中心的工作人员和管理员。一页 50 份。',
	request: { params: Centre, query: MemberQuery },
	responses: { 200: { description: '党员报到', ...page(MemberLine) }, ...errorResponses }
});
checkInsApi.openapi(members, async (c) => {
	const { id } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	const { community, ...filter } = c.req.valid('query');
	const { lines, next } = await memberCheckIns(c.var.context, id, { ...filter, communityId: community });
	return c.json({ checkIns: lines.map(listed), next }, 200);
});

/** What makes a check-in, each an operation with the schema of its command. */
const openings = [
	{ path: 'organisation-check-ins', summary: '登记单位报到', schema: ReportUnit, run: reportUnit },
	{ path: 'organisation-check-ins/own', summary: '替自己的单位报到', schema: ReportOwnUnit, run: reportOwnUnit },
	{ path: 'member-check-ins', summary: '登记党员报到', schema: ReportMember, run: reportMember },
	{ path: 'member-check-ins/own', summary: '党员自己报到', schema: ReportMyself, run: reportMyself }
] as const;

for (const { path, summary, schema, run } of openings) {
	const route = createRoute({
		method: 'post',
		path: `/centres/{centre}/${path}`,
		tags,
		summary,
		request: { params: Centre, body: body(schema as z.ZodObject) },
		responses: { 201: { description: '报到好了；以前报过的，回答那一份', ...json(Opened) }, ...errorResponses }
	});
	checkInsApi.openapi(route, async (c) => {
		const { id: centreId } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
		const report = run as typeof reportMyself;
		const input = { ...c.req.valid('json'), centreId } as Parameters<typeof report>[1];
		return c.json(await report(c.var.context, input, c.var.submissionKey), 201);
	});
}

const rosters = createRoute({
	method: 'post',
	path: '/centres/{centre}/member-check-ins/rosters',
	tags,
	summary: '单位集体报到',
	description: '一行一位：姓名和手机号。有一行看不懂就都不报，说明是哪几行。',
	request: { params: Centre, body: body(ReportRoster) },
	responses: {
		200: { description: '报到了几位，几位以前报过', ...json(z.object({ reported: z.int(), known: z.int() })) },
		...errorResponses
	}
});
checkInsApi.openapi(rosters, async (c) => {
	const { id: centreId } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	return c.json(await reportRoster(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey), 200);
});

const acceptances = createRoute({
	method: 'post',
	path: '/centres/{centre}/member-check-ins/acceptances',
	tags,
	summary: '一次接收多位党员',
	request: { params: Centre, body: body(AcceptMany) },
	responses: { 200: { description: '接收了几位', ...json(z.object({ accepted: z.int() })) }, ...errorResponses }
});
checkInsApi.openapi(acceptances, async (c) => {
	const { id: centreId } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	return c.json(
		{ accepted: await acceptMany(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey) },
		200
	);
});

/** One operation for each action of the lifecycles, out of the same tables as the pages. */
for (const action of organisationActions) {
	const { path, schema } = organisationTransitions[action];
	const route = createRoute({
		method: 'post',
		path: `/centres/{centre}/organisation-check-ins/{checkIn}/${path}`,
		tags,
		summary: `单位报到：${organisationCheckInLifecycle.actions[action]}`,
		description: byWhom(organisationCheckInLifecycle, action),
		request: { params: CheckIn, body: body(schema as z.ZodObject) },
		responses: {
			200: { description: '办好了，现在的状态', ...json(z.object({ state: z.enum(organisationStates) })) },
			...errorResponses
		}
	});
	checkInsApi.openapi(route, async (c) => {
		const { centre, checkIn } = c.req.valid('param');
		const { id: centreId } = await centreBySlug(c.var.context.db, centre);
		const input = { ...c.req.valid('json'), centreId, checkInId: checkIn };
		return c.json(await actOnOrganisation(action, c.var.context, input, c.var.submissionKey), 200);
	});
}

for (const action of memberActions) {
	const { path, schema } = memberTransitions[action];
	const route = createRoute({
		method: 'post',
		path: `/centres/{centre}/member-check-ins/{checkIn}/${path}`,
		tags,
		summary: `党员报到：${memberCheckInLifecycle.actions[action]}`,
		description: byWhom(memberCheckInLifecycle, action),
		request: { params: CheckIn, body: body(schema as z.ZodObject) },
		responses: {
			200: {
				description: '办好了，现在的状态；转社区时还有接下去的那一份',
				...json(z.object({ state: z.enum(memberStates), nextId: z.uuid().optional() }))
			},
			...errorResponses
		}
	});
	checkInsApi.openapi(route, async (c) => {
		const { centre, checkIn } = c.req.valid('param');
		const { id: centreId } = await centreBySlug(c.var.context.db, centre);
		const input = { ...c.req.valid('json'), centreId, checkInId: checkIn };
		return c.json(await actOnMember(action, c.var.context, input, c.var.submissionKey), 200);
	});
}

function byWhom<S extends string, A extends string, R extends string>(
	of: Parameters<typeof statesOf<S, A, R>>[0],
	action: A
): string {
	const by = [...new Set(statesOf(of).flatMap((state) => of.states[state].on[action]?.by ?? []))];
	return `由${by.map((role) => of.roles[role]).join('、')}办理。状态不对时回答 409。`;
}
