import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, newRouter } from '#kernel/api.ts';
import { grantsOf } from '#kernel/actor.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import {
	body,
	Card,
	Centre,
	Detail,
	Done,
	json,
	OnePost,
	OneShift,
	OwnShift,
	RosterLine,
	ShiftDone,
	tags
} from './api-schemas.server.ts';
import { NO_SHIFT } from './commands/lock.server.ts';
import { createPost } from './commands/post.server.ts';
import { NewPost } from './forms.ts';
import { postActions, postLifecycle, shiftLifecycle } from './lifecycle.ts';
import { mayOrganise } from './policy.ts';
import { openPosts } from './queries/open-posts.server.ts';
import { publicPost, shiftsOfPost } from './queries/post.server.ts';
import { rosterOf, shiftById, shiftsOfMember } from './queries/shifts.server.ts';
import { actOnPostStep, actOnShiftStep } from './steps.server.ts';
import { postSteps, shiftSteps, type ShiftStep } from './transitions.ts';

export const postsApi = newRouter();

const list = createRoute({
	method: 'get',
	path: '/centres/{centre}/posts',
	tags,
	summary: '正在招募的岗位',
	description: '最近要开始的在前。一页最多 100 个，下一页把 next 作为 after 传回来。',
	request: {
		params: Centre,
		query: z.object({
			field: z.string().max(40).optional(),
			community: z.uuid().optional(),
			day: z.iso.date().optional().meta({ description: '这一天有班次的' }),
			q: z.string().max(50).optional().meta({ description: '名称、地点和说明里都要有的词，用空格隔开' }),
			after: z.string().max(60).optional(),
			limit: z.coerce.number().int().min(1).max(100).optional()
		})
	},
	responses: {
		200: { description: '岗位', ...json(z.object({ posts: z.array(Card), next: z.string().nullable() })) },
		...errorResponses
	}
});

const create = createRoute({
	method: 'post',
	path: '/centres/{centre}/posts',
	tags,
	summary: '发布岗位（先是草稿）',
	request: { params: Centre, body: body(NewPost) },
	responses: {
		201: { description: '写好了', ...json(z.object({ id: z.uuid(), reference: z.string() })) },
		...errorResponses
	}
});

const one = createRoute({
	method: 'get',
	path: '/centres/{centre}/posts/{post}',
	tags,
	summary: '一个岗位和它以后的班次',
	request: { params: OnePost },
	responses: { 200: { description: '公开的内容', ...json(Detail) }, ...errorResponses }
});

const roster = createRoute({
	method: 'get',
	path: '/centres/{centre}/shifts/{shift}/roster',
	tags,
	summary: '一班的名单和候补',
	description: '给组织的人看。',
	request: { params: OneShift },
	responses: {
		200: { description: '先是已报名的，再是候补的', ...json(z.object({ roster: z.array(RosterLine) })) },
		...errorResponses
	}
});

const mine = createRoute({
	method: 'get',
	path: '/centres/{centre}/own-shifts',
	tags,
	summary: '我报名和候补的班次',
	request: { params: Centre },
	responses: {
		200: { description: '最近的在前', ...json(z.object({ shifts: z.array(OwnShift) })) },
		...errorResponses
	}
});

postsApi.openapi(list, async (c) => {
	const { id } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	const { community, ...filter } = c.req.valid('query');
	const { posts, next } = await openPosts(c.var.context, id, { ...filter, communityId: community });
	return c.json({ posts: posts.map((post) => ({ ...post, shift: times(post.shift) })), next }, 200);
});

postsApi.openapi(create, async (c) => {
	const { id: centreId } = await centreBySlug(c.var.context.db, c.req.valid('param').centre);
	return c.json(await createPost(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey), 201);
});

postsApi.openapi(one, async (c) => {
	const { centre, post } = c.req.valid('param');
	const { id } = await centreBySlug(c.var.context.db, centre);
	const found = await publicPost(c.var.context.db, id, post);
	const shifts = await shiftsOfPost(c.var.context, id, post);
	return c.json({ ...found, shifts: shifts.map(times) }, 200);
});

postsApi.openapi(roster, async (c) => {
	const { centre, shift: shiftId } = c.req.valid('param');
	const { db, actor } = c.var.context;
	const { id: centreId } = await centreBySlug(db, centre);
	const shift = await shiftById(db, centreId, shiftId);
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	if (!shift || !mayOrganise(actor, { centreId, organisationId: shift.organisationId })) throw new Missing(NO_SHIFT);
	return c.json({ roster: await rosterOf(db, centreId, shiftId) }, 200);
});

postsApi.openapi(mine, async (c) => {
	const { db, actor, clock } = c.var.context;
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	const { id } = await centreBySlug(db, c.req.valid('param').centre);
	const members = grantsOf(actor, id, 'member').map(({ scopeId }) => scopeId);
	const found = await Promise.all(members.map((memberId) => shiftsOfMember(db, id, memberId, { from: clock() })));
	return c.json({ shifts: found.flat().map(times) }, 200);
});

/** Times as the API writes them. */
const times = <T extends { startsAt: Date; endsAt: Date }>(shift: T) => ({
	...shift,
	startsAt: shift.startsAt.toISOString(),
	endsAt: shift.endsAt.toISOString()
});

/** One operation for each step, out of the same table as the pages. */
for (const step of postActions) {
	const { path, schema } = postSteps[step];
	const route = createRoute({
		method: 'post',
		path: `/centres/{centre}/posts/{post}/${path}`,
		tags,
		summary: postLifecycle.actions[step],
		description: '由主办单位的代表、工作人员或中心负责人办理。状态不对时回答 409。',
		request: { params: OnePost, body: body(schema as z.ZodObject) },
		responses: { 200: { description: '办好了', ...json(Done[step] as z.ZodObject) }, ...errorResponses }
	});
	postsApi.openapi(route, async (c) => {
		const { centre, post } = c.req.valid('param');
		const { id: centreId } = await centreBySlug(c.var.context.db, centre);
		const input = { ...c.req.valid('json'), centreId, postId: post };
		return c.json(await actOnPostStep(step, c.var.context, input, c.var.submissionKey), 200);
	});
}

for (const step of Object.keys(shiftSteps) as ShiftStep[]) {
	const { path, schema } = shiftSteps[step];
	const route = createRoute({
		method: 'post',
		path: `/centres/{centre}/shifts/{shift}/${path}`,
		tags,
		summary: shiftLifecycle.actions[step],
		description: '满了、时间重了或状态不对时回答 409，并说明怎么办。',
		request: { params: OneShift, body: body(schema as z.ZodObject) },
		responses: { 200: { description: '办好了', ...json(ShiftDone[step] as z.ZodObject) }, ...errorResponses }
	});
	postsApi.openapi(route, async (c) => {
		const { centre, shift } = c.req.valid('param');
		const { id: centreId } = await centreBySlug(c.var.context.db, centre);
		const input = { ...c.req.valid('json'), centreId, shiftId: shift };
		return c.json(await actOnShiftStep(step, c.var.context, input, c.var.submissionKey), 200);
	});
}
