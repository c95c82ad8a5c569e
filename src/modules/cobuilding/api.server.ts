import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, newRouter } from '#kernel/api.ts';
import type { Context } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { mayEnterDesk } from '#modules/directory/index.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { demandAnswer, answerOf, projectAnswer, resourceAnswer } from './api-answers.server.ts';
import { answers, Demand, Line, Project, Resource } from './api-schemas.server.ts';
import { adders, agreeOnMatch } from './enter.server.ts';
import { AgreeOnMatch } from './forms.ts';
import { coKinds, nouns, type CoKind } from './nouns.ts';
import { coDetail } from './queries/detail.server.ts';
import { coList } from './queries/lists.server.ts';
import { publicCards, publicStates, type PublicCard, type PublicKind } from './queries/public.server.ts';
import { transitionsOf } from './transitions.ts';
import { coAct } from './transitions.server.ts';

const tags = ['共建'];
const base = '/centres/{centre}/cobuilding';
const Centre = z.object({
	centre: z
		.string()
		.max(40)
		.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
});
const One = Centre.extend({ one: z.string().max(40).meta({ description: '这一项的 id' }) });
const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });
const Added = z.object({ id: z.uuid(), reference: z.string().optional() });
const Filter = z.object({
	field: z.string().max(40).optional(),
	community: z.uuid().optional(),
	after: z.string().max(60).optional(),
	limit: z.coerce.number().int().min(1).max(100).optional()
});

export const cobuildingApi = newRouter();

const centreOf = async ({ db }: Context, slug: string): Promise<string> => (await centreBySlug(db, slug)).id;

const cards = { demand: Demand, resource: Resource, project: Project };

/** The three lists, as everybody may read them. */
for (const kind of Object.keys(cards) as PublicKind[]) {
	const states = publicStates[kind];
	const route = createRoute({
		method: 'get',
		path: `${base}/${nouns[kind].path}`,
		tags,
		summary: nouns[kind].label,
		description: '只有公开的内容，新的在前。下一页把 next 作为 after 传回来。',
		request: { params: Centre, query: Filter.extend({ state: z.enum(states).optional() }) },
		responses: {
			200: {
				description: nouns[kind].label,
				...json(z.object({ entries: z.array(cards[kind] as z.ZodType), next: z.string().nullable() }))
			},
			...errorResponses
		}
	});
	cobuildingApi.openapi(route, async (c) => {
		const { community, state = states[0], ...filter } = c.req.valid('query');
		const centreId = await centreOf(c.var.context, c.req.valid('param').centre);
		const page = await publicCards(c.var.context.db, centreId, kind, { ...filter, state, communityId: community });
		// what the schema does not name is left out
		return c.json({ entries: page.cards.map((card) => cards[kind].parse(cardAnswer(card))), next: page.next }, 200);
	});
}

const cardAnswer = (card: PublicCard) =>
	card.kind === 'demand'
		? demandAnswer(card.entry)
		: card.kind === 'resource'
			? resourceAnswer(card.entry)
			: projectAnswer(card.entry);

/** Agreements and plans: for whoever is at the desk. */
for (const kind of ['agreement', 'plan'] as const) {
	const states = Object.keys(nouns[kind].lifecycle.states) as [string, ...string[]];
	const route = createRoute({
		method: 'get',
		path: `${base}/${nouns[kind].path}`,
		tags,
		summary: nouns[kind].label,
		request: { params: Centre, query: Filter.omit({ field: true }).extend({ state: z.enum(states).optional() }) },
		responses: {
			200: {
				description: nouns[kind].label,
				...json(z.object({ entries: z.array(Line), next: z.string().nullable() }))
			},
			...errorResponses
		}
	});
	cobuildingApi.openapi(route, async (c) => {
		const { context } = c.var;
		const centreId = await centreOf(context, c.req.valid('param').centre);
		if (context.actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
		if (!mayEnterDesk(context.actor, centreId)) throw new Missing('没有这个内容。');
		const { community, state = nouns[kind].first, ...filter } = c.req.valid('query');
		const { lines, next } = await coList(context.db, centreId, kind, { ...filter, state, communityId: community });
		return c.json({ entries: lines, next }, 200);
	});
}

for (const kind of coKinds) {
	addAndRead(kind);
	for (const action of Object.keys(transitionsOf(kind))) transitionOperation(kind, action);
}

function addAndRead(kind: CoKind): void {
	const { path, add } = nouns[kind];
	const { schema, run } = adders[kind];
	const adding = createRoute({
		method: 'post',
		path: `${base}/${path}`,
		tags,
		summary: add,
		request: { params: Centre, body: body(schema) },
		responses: { 201: { description: '记下了', ...json(Added) }, ...errorResponses }
	});
	cobuildingApi.openapi(adding, async (c) => {
		const centreId = await centreOf(c.var.context, c.req.valid('param').centre);
		const input = c.req.valid('json') as Record<string, unknown>;
		return c.json(await run(c.var.context, { ...input, centreId }, c.var.submissionKey), 201);
	});
	const reading = createRoute({
		method: 'get',
		path: `${base}/${path}/{one}`,
		tags,
		summary: `${nouns[kind].label}里的一项`,
		description: kind === 'demand' || kind === 'resource' ? '连同合适的对接建议和理由。' : '',
		request: { params: One },
		responses: { 200: { description: '全部内容', ...json(answers[kind] as z.ZodType) }, ...errorResponses }
	});
	cobuildingApi.openapi(reading, async (c) => {
		const { centre, one } = c.req.valid('param');
		const detail = await coDetail(c.var.context, await centreOf(c.var.context, centre), kind, one);
		return c.json(answers[kind].parse(answerOf(detail)), 200);
	});
}

/** One operation for each action of each lifecycle, out of the same table as the pages. */
function transitionOperation(kind: CoKind, action: string): void {
	const { lifecycle, path: list } = nouns[kind];
	const transition = transitionsOf(kind)[action];
	if (!transition) return;
	const states = Object.keys(lifecycle.states) as [string, ...string[]];
	const by = [...new Set(states.flatMap((state) => lifecycle.states[state]?.on[action]?.by ?? []))];
	const route = createRoute({
		method: 'post',
		path: `${base}/${list}/{one}/${transition.path}`,
		tags,
		summary: lifecycle.actions[action] ?? action,
		description: `由${by.map((role) => lifecycle.roles[role]).join('、')}办理。状态不对时回答 409。`,
		request: { params: One, body: body(transition.schema) },
		responses: {
			200: { description: '办好了，现在的状态', ...json(z.object({ state: z.enum(states) })) },
			...errorResponses
		}
	});
	cobuildingApi.openapi(route, async (c) => {
		const { centre, one } = c.req.valid('param');
		const centreId = await centreOf(c.var.context, centre);
		const input = { ...(c.req.valid('json') as object), centreId, id: one };
		return c.json(await coAct(kind, action, c.var.context, input, c.var.submissionKey), 200);
	});
}

const agreeing = createRoute({
	method: 'post',
	path: `${base}/matches`,
	tags,
	summary: '按建议起草协议',
	description: '从一项需求和一项资源起草协议。这一对已经有正在办的协议时，回答那一份。',
	request: { params: Centre, body: body(AgreeOnMatch) },
	responses: { 201: { description: '起草好了', ...json(Added) }, ...errorResponses }
});

cobuildingApi.openapi(agreeing, async (c) => {
	const centreId = await centreOf(c.var.context, c.req.valid('param').centre);
	return c.json(await agreeOnMatch(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey), 201);
});
