import { createRoute, z } from '@hono/zod-openapi';
import { newRouter } from '#kernel/api.ts';
import type { Context } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { nameMe } from '../commands/name-me.server.ts';
import { writeCard } from '../commands/write-card.server.ts';
import { NameMe, PeriodForm, WriteCard } from '../forms.ts';
import { yearOf } from '../period.ts';
import type { Served } from '../policy.ts';
import { remarksOf } from '../queries/card.server.ts';
import { thankedMembers, thankedOrganisations } from '../queries/naming.server.ts';
import { recordOf } from '../queries/record.server.ts';
import {
	after,
	answers,
	body,
	Centre,
	centreIdOf,
	Fields,
	idOf,
	iso,
	Moment,
	Next,
	SubjectAnswer,
	Total
} from './shared.server.ts';

const tags = ['服务记录'];
const Member = Centre.extend({ member: idOf('党员') });
const Organisation = Centre.extend({ organisation: idOf('单位') });
const Asked = z.object({
	period: PeriodForm.optional().meta({ description: '年（2026）或季度（2026Q3）；不填就是今年', examples: ['2026Q1'] }),
	after
});
const Totals = Total.extend({ people: z.int().meta({ description: '人数' }), fields: Fields });
const Record = z
	.object({
		subject: SubjectAnswer,
		period: z.string(),
		totals: Totals.meta({ description: '党员本人的；单位的是以单位名义参加的' }),
		ofMembers: Totals.nullable().meta({ description: '单位才有：本单位党员的合计' }),
		hours: z.array(
			z.object({
				id: z.uuid(),
				postTitle: z.string(),
				fieldName: z.string(),
				startsAt: z.iso.datetime(),
				endsAt: z.iso.datetime(),
				minutes: z.int()
			})
		),
		next: Next,
		claims: z.array(
			z.object({
				wishId: z.uuid(),
				reference: z.string(),
				kind: z.string(),
				state: z.string(),
				title: z.string().nullable(),
				categoryName: z.string(),
				claimedOn: z.iso.date(),
				completedOn: z.iso.date().nullable()
			})
		),
		held: z.int().meta({ description: '这段时间认领的' }),
		finished: z.int().meta({ description: '这段时间完成的' }),
		checkIns: z.array(z.object({ communityName: z.string(), since: z.string() })),
		reported: z.boolean(),
		recognitions: z.array(
			z.object({ reference: z.string(), ruleName: z.string(), period: z.string(), decidedAt: Moment })
		)
	})
	.meta({ id: 'ServiceRecord', description: '每个数字都从认定的时长、认领和报到的记录里数出来' });

const ofMember = createRoute({
	method: 'get',
	path: '/centres/{centre}/records/members/{member}',
	tags,
	summary: '一位党员的服务记录',
	description: '本人和工作人员可以看。',
	request: { params: Member, query: Asked },
	responses: answers('服务记录', Record)
});
const ofOrganisation = createRoute({
	method: 'get',
	path: '/centres/{centre}/records/organisations/{organisation}',
	tags,
	summary: '一个单位的服务记录',
	description: '单位代表和工作人员可以看。',
	request: { params: Organisation, query: Asked },
	responses: answers('服务记录', Record)
});
const card = createRoute({
	method: 'get',
	path: '/centres/{centre}/records/members/{member}/card',
	tags,
	summary: '服务卡上社区的评语',
	request: { params: Member, query: Asked.pick({ period: true }) },
	responses: answers('评语', z.object({ period: z.string(), remarks: z.string().nullable(), writtenAt: Moment }))
});
const write = createRoute({
	method: 'post',
	path: '/centres/{centre}/records/members/{member}/card',
	tags,
	summary: '在服务卡上写社区的评语',
	request: { params: Member, body: body(WriteCard) },
	responses: answers('写好了', z.object({ period: z.string() }))
});
const naming = createRoute({
	method: 'post',
	path: '/centres/{centre}/records/members/{member}/naming',
	tags,
	summary: '同意或者不再同意在感谢名单上出现',
	request: { params: Member, body: body(NameMe) },
	responses: answers('记下了', z.object({ agreed: z.boolean() }))
});
const thanks = createRoute({
	method: 'get',
	path: '/centres/{centre}/thanks',
	tags,
	summary: '公开的感谢名单',
	description: '只有同意了的党员的称呼，按称呼的写法排列，不分先后；还有受表彰的单位。',
	request: { params: Centre, query: z.object({ after }) },
	responses: answers('名单', z.object({ members: z.array(z.string()), organisations: z.array(z.string()), next: Next }))
});

export const recordApi = newRouter();

recordApi.openapi(ofMember, async (c) => {
	const { centre, member } = c.req.valid('param');
	return c.json(await answerOf(c.var.context, centre, { kind: 'member', id: member }, c.req.valid('query')), 200);
});
recordApi.openapi(ofOrganisation, async (c) => {
	const { centre, organisation } = c.req.valid('param');
	const subject = { kind: 'organisation', id: organisation } as const;
	return c.json(await answerOf(c.var.context, centre, subject, c.req.valid('query')), 200);
});
recordApi.openapi(card, async (c) => {
	const { centre, member } = c.req.valid('param');
	const centreId = await centreIdOf(c.var.context, centre);
	const period = c.req.valid('query').period ?? yearOf(shanghaiDate(c.var.context.clock()));
	await recordOf(c.var.context, centreId, { kind: 'member', id: member }, period);
	const { remarks, writtenAt } = await remarksOf(c.var.context.db, centreId, member, period);
	return c.json({ period, remarks, writtenAt: iso(writtenAt) }, 200);
});
recordApi.openapi(write, async (c) => {
	const { centre, member } = c.req.valid('param');
	const centreId = await centreIdOf(c.var.context, centre);
	const input = c.req.valid('json');
	await writeCard(c.var.context, { ...input, centreId, memberId: member }, c.var.submissionKey);
	return c.json({ period: input.period }, 200);
});
recordApi.openapi(naming, async (c) => {
	const { centre, member } = c.req.valid('param');
	const centreId = await centreIdOf(c.var.context, centre);
	const { agreed } = c.req.valid('json');
	await nameMe(c.var.context, { agreed, centreId, memberId: member }, c.var.submissionKey);
	return c.json({ agreed }, 200);
});
recordApi.openapi(thanks, async (c) => {
	const { db } = c.var.context;
	const centreId = await centreIdOf(c.var.context, c.req.valid('param').centre);
	const { aliases: members, next } = await thankedMembers(db, centreId, c.req.valid('query').after);
	return c.json({ members, organisations: await thankedOrganisations(db, centreId), next }, 200);
});

async function answerOf(context: Context, slug: string, subject: Served, asked: z.output<typeof Asked>) {
	const period = asked.period ?? yearOf(shanghaiDate(context.clock()));
	const record = await recordOf(context, await centreIdOf(context, slug), subject, period, asked.after);
	return {
		...record,
		hours: record.hours.map(({ id, postTitle, fieldName, startsAt, endsAt, minutes }) => ({
			...{ id, postTitle, fieldName, minutes },
			...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
		})),
		recognitions: record.recognitions.map(({ reference, ruleName, period, decidedAt }) => ({
			...{ reference, ruleName, period },
			decidedAt: iso(decidedAt)
		}))
	};
}
