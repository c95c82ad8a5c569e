import { createRoute, z } from '@hono/zod-openapi';
import { newRouter } from '#kernel/api.ts';
import { Missing } from '#kernel/errors.ts';
import { confirmRecognition, dismissRecognition, revokeRecognition } from '../commands/recognitions.server.ts';
import { addRule, changeRule } from '../commands/rules.server.ts';
import { applyRule } from '../commands/suggest.server.ts';
import { ApplyRule, ConfirmRecognition, DismissRecognition, RevokeRecognition, SetRule } from '../forms.ts';
import { recognitionLifecycle, recognitionStates, type RecognitionAction } from '../lifecycle.ts';
import { maySeeRecords } from '../policy.ts';
import { recognitionById, recognitionsIn, type RecognitionAtDesk } from '../queries/recognitions.server.ts';
import { rulesOf } from '../queries/rules.server.ts';
import {
	after,
	answers,
	body,
	Centre,
	centreIdOf,
	idOf,
	iso,
	Moment,
	Next,
	SubjectAnswer,
	Total
} from './shared.server.ts';

const tags = ['表彰'];
const RuleParams = Centre.extend({ rule: idOf('规则') });
const Recognition = Centre.extend({ recognition: idOf('表彰') });
const State = z.enum(recognitionStates);
const Made = z.object({ id: z.uuid() });
const Rule = z.object({
	id: z.uuid(),
	name: z.string(),
	subjectKind: z.enum(['member', 'organisation']),
	every: z.enum(['quarter', 'year']),
	leastMinutes: z.int().nullable(),
	leastTimes: z.int().nullable(),
	leastClaims: z.int().nullable(),
	fields: z.array(z.string()),
	active: z.boolean()
});
const Line = Total.extend({
	id: z.uuid(),
	reference: z.string(),
	ruleName: z.string(),
	period: z.string(),
	state: State,
	claims: z.int(),
	decidedAt: Moment,
	subject: SubjectAnswer
}).meta({ id: 'Recognition' });

const rules = createRoute({
	method: 'get',
	path: '/centres/{centre}/recognition-rules',
	tags,
	summary: '表彰规则',
	request: { params: Centre },
	responses: answers('规则', z.object({ rules: z.array(Rule) }))
});
const add = createRoute({
	method: 'post',
	path: '/centres/{centre}/recognition-rules',
	tags,
	summary: '设一条表彰规则',
	request: { params: Centre, body: body(SetRule) },
	responses: answers('设好了', Made)
});
const change = createRoute({
	method: 'post',
	path: '/centres/{centre}/recognition-rules/{rule}',
	tags,
	summary: '修改一条表彰规则',
	request: { params: RuleParams, body: body(SetRule) },
	responses: answers('改好了', Made)
});
const apply = createRoute({
	method: 'post',
	path: '/centres/{centre}/recognition-rules/{rule}/application',
	tags,
	summary: '按规则找出该表彰的',
	description: '找出来的要有人确认；已经有的不会再有一项。',
	request: { params: RuleParams, body: body(ApplyRule) },
	responses: answers('新找出几位', z.object({ suggested: z.int() }))
});
const list = createRoute({
	method: 'get',
	path: '/centres/{centre}/recognitions',
	tags,
	summary: '表彰',
	request: { params: Centre, query: z.object({ state: State.default('suggested'), after }) },
	responses: answers('表彰', z.object({ recognitions: z.array(Line), next: Next }))
});
const one = createRoute({
	method: 'get',
	path: '/centres/{centre}/recognitions/{recognition}',
	tags,
	summary: '一项表彰',
	request: { params: Recognition },
	responses: answers('表彰', Line)
});

const steps = {
	confirm: { path: 'confirmation', schema: ConfirmRecognition, act: confirmRecognition },
	dismiss: { path: 'dismissal', schema: DismissRecognition, act: dismissRecognition },
	revoke: { path: 'revocation', schema: RevokeRecognition, act: revokeRecognition }
} as const satisfies Record<RecognitionAction, unknown>;

export const recognitionApi = newRouter();

recognitionApi.openapi(rules, async (c) => {
	const { db, actor } = c.var.context;
	const centreId = await centreIdOf(c.var.context, c.req.valid('param').centre);
	if (!maySeeRecords(actor, centreId)) throw new Missing('没有这个页面。');
	return c.json({ rules: await rulesOf(db, centreId) }, 200);
});
recognitionApi.openapi(add, async (c) => {
	const centreId = await centreIdOf(c.var.context, c.req.valid('param').centre);
	return c.json({ id: await addRule(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey) }, 200);
});
recognitionApi.openapi(change, async (c) => {
	const { centre, rule } = c.req.valid('param');
	const centreId = await centreIdOf(c.var.context, centre);
	await changeRule(c.var.context, { ...c.req.valid('json'), centreId, ruleId: rule }, c.var.submissionKey);
	return c.json({ id: rule }, 200);
});
recognitionApi.openapi(apply, async (c) => {
	const { centre, rule } = c.req.valid('param');
	const centreId = await centreIdOf(c.var.context, centre);
	const input = { ...c.req.valid('json'), centreId, ruleId: rule };
	return c.json({ suggested: await applyRule(c.var.context, input, c.var.submissionKey) }, 200);
});
recognitionApi.openapi(list, async (c) => {
	const centreId = await centreIdOf(c.var.context, c.req.valid('param').centre);
	const { recognitions, next } = await recognitionsIn(c.var.context, centreId, c.req.valid('query'));
	return c.json({ recognitions: recognitions.map(answerOf), next }, 200);
});
recognitionApi.openapi(one, async (c) => {
	const { centre, recognition } = c.req.valid('param');
	const centreId = await centreIdOf(c.var.context, centre);
	return c.json(answerOf(await recognitionById(c.var.context, centreId, recognition)), 200);
});

/** One operation for each step of the lifecycle. */
for (const [action, { path, schema, act }] of Object.entries(steps)) {
	const route = createRoute({
		method: 'post',
		path: `/centres/{centre}/recognitions/{recognition}/${path}`,
		tags,
		summary: recognitionLifecycle.actions[action as RecognitionAction],
		request: { params: Recognition, body: body(schema as z.ZodObject) },
		responses: answers('现在的状态', z.object({ state: State }))
	});
	recognitionApi.openapi(route, async (c) => {
		const { centre, recognition } = c.req.valid('param');
		const centreId = await centreIdOf(c.var.context, centre);
		const input = { ...c.req.valid('json'), centreId, recognitionId: recognition } as never;
		return c.json({ state: await act(c.var.context, input, c.var.submissionKey) }, 200);
	});
}

const answerOf = ({ decidedAt, ...line }: RecognitionAtDesk) => ({ ...line, decidedAt: iso(decidedAt) });
