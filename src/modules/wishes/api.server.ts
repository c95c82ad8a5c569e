import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, newRouter } from '#kernel/api.ts';
import { wasSubmitted } from '#kernel/command.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { countCallBack } from '#modules/identity/server.ts';
import { collectWish, submitWish } from './commands/collect.server.ts';
import { openWishContact } from './commands/open-contact.server.ts';
import { OpenContact } from './forms.ts';
import { CollectWish, SubmitWish } from './intake-forms.ts';
import { wishActions, wishLifecycle, wishStates } from './lifecycle.ts';
import { Card, Centre, Cover, json, tags, Wish } from './api-schemas.server.ts';
import { events, streamEvents } from './live/api.server.ts';
import { publicWish } from './queries/detail.server.ts';
import { wall, wallParts } from './queries/wall.server.ts';
import { transitions } from './transitions.ts';
import { act } from './transitions.server.ts';
import { keysOf, kinds } from './wish.ts';

const Detail = Card.extend({
	claimers: z.array(z.object({ label: z.string(), lead: z.boolean() })),
	pictures: z.array(Cover.extend({ stage: z.string(), isPublic: z.boolean() })),
	history: z.array(z.object({ at: z.iso.datetime(), what: z.string(), who: z.string() })),
	plan: z
		.object({
			budgetFen: z.int().nullable(),
			milestones: z.array(
				z.object({
					position: z.int(),
					title: z.string(),
					dueOn: z.iso.date(),
					reachedOn: z.iso.date().nullable()
				})
			)
		})
		.optional()
		.meta({ description: '微项目才有' })
}).meta({ id: 'WishDetail' });

const list = createRoute({
	method: 'get',
	path: '/centres/{centre}/wishes',
	tags,
	summary: '心愿墙',
	description: '只有公开的内容。一页最多 100 件，下一页把 next 作为 after 传回来。',
	request: {
		params: Centre,
		query: z.object({
			part: z.enum(keysOf(wallParts)).optional(),
			kind: z.enum(keysOf(kinds)).optional(),
			state: z.enum(wishStates).optional(),
			category: z.string().max(31).optional(),
			community: z.uuid().optional(),
			q: z.string().max(50).optional().meta({ description: '标题、公开的文字和称呼里都要有的词，用空格隔开' }),
			after: z.string().max(60).optional(),
			limit: z.coerce.number().int().min(1).max(100).optional()
		})
	},
	responses: {
		200: { description: '心愿', ...json(z.object({ wishes: z.array(Card), next: z.string().nullable() })) },
		...errorResponses
	}
});

const one = createRoute({
	method: 'get',
	path: '/centres/{centre}/wishes/{wish}',
	tags,
	summary: '一个心愿',
	request: { params: Wish },
	responses: { 200: { description: '公开的内容', ...json(Detail) }, ...errorResponses }
});

const Collected = z.object({ id: z.uuid(), reference: z.string() });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });

const collect = createRoute({
	method: 'post',
	path: '/centres/{centre}/wishes',
	tags,
	summary: '代居民登记心愿',
	request: { params: Centre, body: body(CollectWish) },
	responses: { 201: { description: '登记好了', ...json(Collected) }, ...errorResponses }
});

const submit = createRoute({
	method: 'post',
	path: '/centres/{centre}/submissions',
	tags,
	summary: '居民自己提出心愿',
	request: { params: Centre, body: body(SubmitWish) },
	responses: { 201: { description: '收到了', ...json(Collected) }, ...errorResponses }
});

const Contact = z.object({
	name: z.string().nullable(),
	phone: z.string().nullable(),
	address: z.string().nullable(),
	proxy: z
		.object({ name: z.string().nullable(), phone: z.string().nullable(), relationship: z.string() })
		.optional()
		.meta({ description: '代本人提出的人' })
});

const openContact = createRoute({
	method: 'post',
	path: '/centres/{centre}/wishes/{wish}/contact-openings',
	tags,
	summary: '查看联系方式',
	description: '每次查看都会记下来，心愿人看得到。不要带 Idempotency-Key：结果是个人信息，不保存。',
	request: { params: Wish, body: body(OpenContact) },
	responses: { 200: { description: '联系方式', ...json(Contact) }, ...errorResponses }
});

export const wishesApi = newRouter();

wishesApi.openapi(list, async (c) => {
	const { db } = c.var.context;
	const { id } = await centreBySlug(db, c.req.valid('param').centre);
	const { community, ...filter } = c.req.valid('query');
	return c.json(await wall(db, id, { ...filter, communityId: community }), 200);
});

wishesApi.openapi(events, streamEvents);

wishesApi.openapi(one, async (c) => {
	const { centre, wish } = c.req.valid('param');
	const { id } = await centreBySlug(c.var.context.db, centre);
	const found = await publicWish(c.var.context, id, wish);
	const history = found.history.map(({ at, what, who }) => ({ at: at.toISOString(), what, who }));
	return c.json({ ...found, history }, 200);
});

wishesApi.openapi(collect, async (c) => {
	const { id: centreId } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	return c.json(await collectWish(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey), 201);
});

wishesApi.openapi(submit, async (c) => {
	const { id: centreId } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	const { context, address, submissionKey } = c.var;
	const input = c.req.valid('json');
	const isAgain = submissionKey !== undefined && (await wasSubmitted(context, centreId, submissionKey));
	if (input.contactWay === 'callBack' && !isAgain) await countCallBack(context, { phone: input.phone, address });
	return c.json(await submitWish(context, { ...input, centreId }, submissionKey), 201);
});

wishesApi.openapi(openContact, async (c) => {
	const { centre, wish } = c.req.valid('param');
	const { id: centreId } = await centreBySlug(c.var.context.db, centre);
	return c.json(await openWishContact(c.var.context, { ...c.req.valid('json'), centreId, wishId: wish }), 200);
});

/** One operation for each action of the lifecycle, out of the same table as the pages. */
for (const action of wishActions) {
	const { path, schema } = transitions[action];
	const by = [...new Set(wishStates.flatMap((state) => wishLifecycle.states[state].on[action]?.by ?? []))];
	const route = createRoute({
		method: 'post',
		path: `/centres/{centre}/wishes/{wish}/${path}`,
		tags,
		summary: wishLifecycle.actions[action],
		description: `由${by.map((role) => wishLifecycle.roles[role]).join('、')}办理。状态不对时回答 409。`,
		request: { params: Wish, body: body(schema as z.ZodObject) },
		responses: {
			200: { description: '办好了，心愿现在的状态', ...json(z.looseObject({ state: z.enum(wishStates) })) },
			...errorResponses
		}
	});
	wishesApi.openapi(route, async (c) => {
		const { centre, wish } = c.req.valid('param');
		const { id: centreId } = await centreBySlug(c.var.context.db, centre);
		const input = { ...c.req.valid('json'), centreId, wishId: wish };
		return c.json(await act(action, c.var.context, input, c.var.submissionKey), 200);
	});
}
