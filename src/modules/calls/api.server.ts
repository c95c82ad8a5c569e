import { createRoute, z } from '@hono/zod-openapi';
import { newRouter } from '#kernel/api.ts';
import type { Db } from '#kernel/db.ts';
import { Refused } from '#kernel/errors.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import {
	Answered,
	AudienceCount,
	body,
	CallInList,
	Centre,
	Done,
	Figures,
	OfCall,
	ok,
	OneCall,
	OwnCalls,
	Period,
	Report,
	Sums,
	tags,
	written
} from './api-schemas.server.ts';
import { answerCall } from './commands/answer.server.ts';
import { chooseCalls } from './commands/choose-calls.server.ts';
import { cancelCall, endCall, remindCall } from './commands/finish.server.ts';
import { openCall, widenCall } from './commands/send-wave.server.ts';
import { reviseCall, writeCall } from './commands/write-call.server.ts';
import { AnswerCall, AudienceChosen, CancelCall, ChooseCalls, EndCall, WriteCall } from './forms.ts';
import { callStates } from './lifecycle.ts';
import { mayCall } from './policy.ts';
import { countAudience } from './queries/audience.server.ts';
import { callById, callsOf } from './queries/calls.server.ts';
import { liveCounts } from './queries/counts.server.ts';
import { ownCalls } from './queries/own.server.ts';
import { callFigures, callReport } from './queries/report.server.ts';

const all = '/centres/{centre}/calls';
const one = `${all}/{call}`;
const Made = z.object({ id: z.uuid(), reference: z.string() });
const Sent = z.object({ expected: z.int().meta({ description: '会通知多少人' }) });
const member = { memberId: z.uuid().meta({ description: '党员的 id' }) };

type Asked = { centreId: string; callId: string };
/** The ids of a call, out of its address. */
const named = async (db: Db, { centre, call }: z.output<typeof OfCall>): Promise<Asked> => ({
	centreId: (await centreBySlug(db, centre)).id,
	callId: call
});

const get = <Path extends string, Schema extends z.ZodType>(path: Path, summary: string, schema: Schema) =>
	createRoute({ method: 'get', path, tags, summary, request: { params: OfCall }, responses: ok(summary, schema) });
const order = <Path extends string, Schema extends z.ZodType>(path: Path, summary: string, schema: Schema) =>
	createRoute({ method: 'post', path, tags, summary, request: { params: OfCall }, responses: ok(summary, schema) });
const change = <Path extends string, In extends z.ZodType, Out extends z.ZodType>(
	path: Path,
	summary: string,
	input: In,
	output: Out
) =>
	createRoute({
		...{ method: 'post', path, tags, summary },
		request: { params: OfCall, body: body(input) },
		responses: ok(summary, output)
	});

const list = createRoute({
	...{ method: 'get', path: all, tags, summary: '动员令，新的在前' },
	request: {
		params: Centre,
		query: z.object({ state: z.enum(callStates).optional(), after: z.uuid().optional() })
	},
	responses: ok('一页', z.object({ calls: z.array(CallInList), next: z.uuid().nullable() }))
});
const write = createRoute({
	...{ method: 'post', path: all, tags, summary: '写一份动员令', description: '只是拟稿，谁也不会通知。' },
	request: { params: Centre, body: body(WriteCall) },
	responses: ok('写好了', Made)
});
const own = createRoute({
	...{ method: 'get', path: '/centres/{centre}/own-calls', tags, summary: '通知过我的动员令' },
	request: { params: Centre },
	responses: ok('最近 50 份', OwnCalls)
});
const choose = createRoute({
	...{ method: 'post', path: '/centres/{centre}/call-choices', tags, summary: '要不要接收动员令' },
	request: { params: Centre, body: body(ChooseCalls.extend(member)) },
	responses: ok('记下了', z.object({ off: z.boolean() }))
});
const sums = createRoute({
	...{ method: 'get', path: '/centres/{centre}/statistics/calls', tags, summary: '动员的数字' },
	request: { params: Centre, query: Period },
	responses: ok('这段时间开始的动员', Sums)
});

export const callsApi = newRouter();

callsApi.openapi(list, async (c) => {
	const { id } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	const { calls, next } = await callsOf(c.var.context, id, c.req.valid('query'));
	return c.json({ calls: z.array(CallInList).parse(written(calls)), next }, 200);
});
callsApi.openapi(write, async (c) => {
	const { id: centreId } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	return c.json(await writeCall(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey), 200);
});
callsApi.openapi(own, async (c) => {
	const { context } = c.var;
	if (context.actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	const { id } = await centreBySlug(context.db, c.req.valid('param').centre);
	return c.json(OwnCalls.parse(written({ calls: await ownCalls(context, id) })), 200);
});
callsApi.openapi(choose, async (c) => {
	const { id: centreId } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	return c.json(await chooseCalls(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey), 200);
});
callsApi.openapi(sums, async (c) => {
	const { db, actor, clock } = c.var.context;
	const { id } = await centreBySlug(db, c.req.valid('param').centre);
	if (!mayCall(actor, id)) throw new Refused('只有本中心的工作人员和负责人可以看动员的数字。');
	const { from, to } = c.req.valid('query');
	const until = to === undefined ? clock() : new Date(to);
	const since = from === undefined ? new Date(until.getTime() - 365 * 86_400_000) : new Date(from);
	return c.json(await callFigures(db, id, { from: since, to: until }), 200);
});

callsApi.openapi(get(one, '一份动员令', OneCall), async (c) => {
	const { centreId, callId } = await named(c.var.context.db, c.req.valid('param'));
	return c.json(OneCall.parse(written(await callById(c.var.context, centreId, callId))), 200);
});
callsApi.openapi(get(`${one}/figures`, '此刻的数字：通知、答复、到场', Figures), async (c) => {
	const { context } = c.var;
	const { centreId, callId } = await named(context.db, c.req.valid('param'));
	const call = await callById(context, centreId, callId);
	return c.json(Figures.parse(written(await liveCounts(context.db, call, context.clock()))), 200);
});
callsApi.openapi(get(`${one}/report`, '动员的结果', Report), async (c) => {
	const { context } = c.var;
	const { centreId, callId } = await named(context.db, c.req.valid('param'));
	const call = await callById(context, centreId, callId);
	return c.json(Report.parse(written(await callReport(context.db, call, context.clock()))), 200);
});
callsApi.openapi(change(`${one}/revisions`, '修改拟稿', WriteCall, Made), async (c) => {
	const call = await named(c.var.context.db, c.req.valid('param'));
	return c.json(await reviseCall(c.var.context, { ...c.req.valid('json'), ...call }, c.var.submissionKey), 200);
});
callsApi.openapi(
	change(`${one}/audience-counts`, '照这些条件还会通知多少人', AudienceChosen, AudienceCount),
	async (c) => {
		const { context } = c.var;
		const { centreId, callId } = await named(context.db, c.req.valid('param'));
		const call = await callById(context, centreId, callId);
		return c.json(await countAudience(context.db, centreId, call.id, c.req.valid('json')), 200);
	}
);
callsApi.openapi(order(`${one}/opening`, '发出：建好班次，开始通知', Sent), async (c) => {
	const call = await named(c.var.context.db, c.req.valid('param'));
	return c.json(await openCall(c.var.context, call, c.var.submissionKey), 200);
});
callsApi.openapi(change(`${one}/waves`, '再通知一批', AudienceChosen, Sent), async (c) => {
	const call = await named(c.var.context.db, c.req.valid('param'));
	return c.json(await widenCall(c.var.context, { ...c.req.valid('json'), ...call }, c.var.submissionKey), 200);
});
callsApi.openapi(order(`${one}/reminders`, '提醒还没答复的人', z.object({ silent: z.int() })), async (c) => {
	const call = await named(c.var.context.db, c.req.valid('param'));
	return c.json(await remindCall(c.var.context, call, c.var.submissionKey), 200);
});
callsApi.openapi(change(`${one}/end`, '结束，感谢大家', EndCall, Done), async (c) => {
	const call = await named(c.var.context.db, c.req.valid('param'));
	await endCall(c.var.context, { ...c.req.valid('json'), ...call }, c.var.submissionKey);
	return c.json({ done: true as const }, 200);
});
callsApi.openapi(change(`${one}/cancellation`, '取消', CancelCall, Done), async (c) => {
	const call = await named(c.var.context.db, c.req.valid('param'));
	await cancelCall(c.var.context, { ...c.req.valid('json'), ...call }, c.var.submissionKey);
	return c.json({ done: true as const }, 200);
});
callsApi.openapi(
	change(`${one}/answers`, '答复：本人，或者工作人员记下电话里说的', AnswerCall.extend(member), Answered),
	async (c) => {
		const call = await named(c.var.context.db, c.req.valid('param'));
		return c.json(await answerCall(c.var.context, { ...c.req.valid('json'), ...call }, c.var.submissionKey), 200);
	}
);
