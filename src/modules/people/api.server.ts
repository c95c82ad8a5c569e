import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, newRouter } from '#kernel/api.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import type { Context } from '#kernel/command.ts';
import { isId } from '#kernel/ids.ts';
import { keysOf, mayKeep, memberKinds } from '#modules/directory/index.ts';
import { centreBySlug, memberById, membersOf } from '#modules/directory/server.ts';
import { changeRegistered } from './commands/change-registered.server.ts';
import { registerMember } from './commands/register-member.server.ts';
import { ChangeRegistered, RegisterMember } from './forms.ts';
import { nameSearch } from './name-tokens.server.ts';
import { namesOnRoster } from './roster.server.ts';

const tags = ['名录'];
const Centre = z.object({
	centre: z
		.string()
		.max(40)
		.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
});
const One = Centre.extend({ member: z.string().max(40).meta({ description: '党员的 id' }) });
const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });

const Member = z
	.object({
		id: z.uuid(),
		personId: z.uuid(),
		name: z.string().meta({ description: '姓名，只给管名册的工作人员；手机和住址不在这里' }),
		alias: z.string().meta({ description: '公开的称呼' }),
		kind: z.string(),
		organisationId: z.uuid().nullable(),
		organisationName: z.string().nullable(),
		branchId: z.uuid().nullable(),
		branchName: z.string().nullable(),
		communityId: z.uuid().nullable(),
		gridId: z.uuid().nullable(),
		buildingId: z.uuid().nullable(),
		skills: z.array(z.string()).meta({ description: '特长的代码，见 skills' }),
		freeTimes: z.int().meta({ description: '位图：星期（周一是 0）×3 加上午 0、下午 1、晚上 2' }),
		active: z.boolean()
	})
	.meta({ id: 'Member' });

const list = createRoute({
	method: 'get',
	path: '/centres/{centre}/members',
	tags,
	summary: '党员名册',
	request: {
		params: Centre,
		query: z.object({
			q: z.string().max(50).optional().meta({ description: '姓名里的几个字、拼音首字母，或者称呼的开头' }),
			kind: z.enum(keysOf(memberKinds)).optional(),
			branch: z.uuid().optional(),
			organisation: z.uuid().optional(),
			community: z.uuid().optional(),
			skill: z.string().max(31).optional(),
			active: z.enum(['true', 'false']).optional(),
			after: z.uuid().optional().meta({ description: '上一页的 next' })
		})
	},
	responses: {
		200: {
			description: '党员，一页 50 位',
			...json(z.object({ members: z.array(Member), next: z.uuid().nullable() }))
		},
		...errorResponses
	}
});

const one = createRoute({
	method: 'get',
	path: '/centres/{centre}/members/{member}',
	tags,
	summary: '一位党员',
	request: { params: One },
	responses: { 200: { description: '党员', ...json(Member) }, ...errorResponses }
});

const add = createRoute({
	method: 'post',
	path: '/centres/{centre}/members',
	tags,
	summary: '登记党员',
	request: { params: Centre, body: { required: true, ...json(RegisterMember.omit({ centreId: true })) } },
	responses: { 201: { description: '登记好了', ...json(z.object({ id: z.uuid() })) }, ...errorResponses }
});

const change = createRoute({
	method: 'put',
	path: '/centres/{centre}/members/{member}',
	tags,
	summary: '修改党员资料',
	description: '写上改好以后的全部内容；换了手机号才写 phone。',
	request: { params: One, body: { required: true, ...json(ChangeRegistered.omit({ centreId: true, id: true })) } },
	responses: { 200: { description: '改好了', ...json(z.object({ changed: z.literal(true) })) }, ...errorResponses }
});

async function keptCentreOf({ db, actor }: Context, slug: string): Promise<string> {
	const { id } = await centreBySlug(db, slug);
	if (!mayKeep(actor, id)) throw new Refused('只有本中心的工作人员和管理员可以用名册的接口。');
	return id;
}

const memberIn = (id: string): string => {
	if (!isId(id)) throw new Missing('没有这位党员。');
	return id;
};

export const peopleApi = newRouter();

peopleApi.openapi(list, async (c) => {
	const { db } = c.var.context;
	const centreId = await keptCentreOf(c.var.context, c.req.valid('param').centre);
	const { q = '', branch, organisation, community, active, ...filter } = c.req.valid('query');
	const { members, next } = await membersOf(db, centreId, {
		...{ ...filter, words: nameSearch(centreId, q), branchId: branch, organisationId: organisation },
		...{ communityId: community, active: active === undefined ? undefined : active === 'true' }
	});
	const persons = members.map(({ personId }) => personId);
	const names = await namesOnRoster(db, centreId, persons);
	return c.json(
		{ members: members.map((member) => ({ ...member, name: names.get(member.personId) ?? '' })), next },
		200
	);
});

peopleApi.openapi(one, async (c) => {
	const { centre, member: id } = c.req.valid('param');
	const { db } = c.var.context;
	const centreId = await keptCentreOf(c.var.context, centre);
	const member = await memberById(db, centreId, memberIn(id));
	const names = await namesOnRoster(db, centreId, [member.personId]);
	return c.json({ ...member, name: names.get(member.personId) ?? '' }, 200);
});

peopleApi.openapi(add, async (c) => {
	const centreId = await keptCentreOf(c.var.context, c.req.valid('param').centre);
	const id = await registerMember(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey);
	return c.json({ id }, 201);
});

peopleApi.openapi(change, async (c) => {
	const { centre, member } = c.req.valid('param');
	const centreId = await keptCentreOf(c.var.context, centre);
	const input = { ...c.req.valid('json'), centreId, id: memberIn(member) };
	await changeRegistered(c.var.context, input, c.var.submissionKey);
	return c.json({ changed: true as const }, 200);
});
