import { z } from '@hono/zod-openapi';
import { postStates, shiftStates } from './lifecycle.ts';

export const tags = ['岗位和班次'];
export const Centre = z.object({
	centre: z
		.string()
		.max(40)
		.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
});
export const OnePost = Centre.extend({ post: z.string().max(40).meta({ description: '岗位的 id' }) });
export const OneShift = Centre.extend({ shift: z.string().max(40).meta({ description: '班次的 id' }) });
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });
export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });

const Named = z.object({ code: z.string(), name: z.string() });
const Community = z.object({ id: z.uuid(), name: z.string() }).nullable();
const Moment = z.iso.datetime().meta({ description: 'UTC' });

const Post = z.object({
	id: z.uuid(),
	reference: z.string().meta({ description: '8 位编号，可以在电话里念' }),
	title: z.string(),
	field: Named.meta({ description: '服务领域' }),
	community: Community,
	organiser: z.string().nullable().meta({ description: '主办单位；null 是中心自己' }),
	place: z.string(),
	description: z.string(),
	skillsRequired: z.boolean()
});

export const Card = Post.extend({
	skills: z.array(z.string()).meta({ description: '特长的代码' }),
	shift: z.object({ id: z.uuid(), startsAt: Moment, endsAt: Moment, places: z.int(), free: z.int() }),
	hasMore: z.boolean().meta({ description: '后面还有别的班次' })
}).meta({ id: 'Post' });

export const ShiftInPost = z
	.object({
		id: z.uuid(),
		startsAt: Moment,
		endsAt: Moment,
		place: z.string().nullable().meta({ description: '与岗位的地点不同时才有' }),
		places: z.int(),
		held: z.int().meta({ description: '已报名的人数' }),
		waiting: z.int().meta({ description: '候补的人数' }),
		free: z.int().meta({ description: '现在谁都可以报的空位' }),
		kept: z.int().meta({ description: '留给单位的名额' }),
		state: z.enum(shiftStates),
		note: z.string().nullable().meta({ description: '为什么改了或取消了' })
	})
	.meta({ id: 'ShiftOfPost' });

export const Detail = Post.extend({
	conditions: z.string().nullable(),
	contact: z.string().nullable(),
	skills: z.array(Named),
	state: z.enum(postStates),
	shifts: z.array(ShiftInPost)
}).meta({ id: 'PostDetail' });

export const OwnShift = z
	.object({
		id: z.uuid(),
		postId: z.uuid(),
		title: z.string(),
		place: z.string(),
		startsAt: Moment,
		endsAt: Moment,
		state: z.enum(shiftStates),
		signUp: z.enum(['held', 'waiting', 'cancelled'])
	})
	.meta({ id: 'OwnShift' });

export const RosterLine = z
	.object({
		memberId: z.uuid(),
		alias: z.string().meta({ description: '公开的称呼，不是姓名' }),
		organisationId: z.uuid().nullable().meta({ description: '报在哪个单位的名单上' }),
		state: z.enum(['held', 'waiting', 'cancelled'])
	})
	.meta({ id: 'RosterLine' });

/** What each step answers. */
export const Done = {
	change: z.object({ state: z.enum(postStates) }),
	plan: z.object({ ids: z.array(z.uuid()) }),
	open: z.object({ state: z.enum(postStates) }),
	close: z.object({ state: z.enum(postStates) }),
	cancel: z.object({ state: z.literal('cancelled') })
};
export const ShiftDone = {
	signUp: z.object({ state: z.literal('held'), signUpId: z.uuid(), place: z.int(), left: z.int() }),
	wait: z.object({ state: z.literal('waiting'), signUpId: z.uuid() }),
	leave: z.object({ state: z.literal('cancelled') }),
	roster: z.object({ added: z.int(), left: z.int() }),
	quota: z.object({ organisationId: z.uuid(), places: z.int() }),
	change: z.object({ state: z.literal('open'), released: z.int() }),
	cancel: z.object({ state: z.literal('cancelled') })
};
