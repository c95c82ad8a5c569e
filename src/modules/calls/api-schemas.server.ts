import { z } from '@hono/zod-openapi';
import { errorResponses } from '#kernel/api.ts';
import { answerWays, listNames, urgencies, type Urgency } from './call.ts';
import { AudienceChosen } from './forms.ts';
import { callStates } from './lifecycle.ts';

export const tags = ['动员'];
export const Centre = z.object({
	centre: z
		.string()
		.max(40)
		.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
});
export const OfCall = Centre.extend({ call: z.uuid().meta({ description: '动员令的 id' }) });
export const OfTeam = OfCall.extend({ team: z.uuid().meta({ description: '队伍的 id' }) });

export const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });
export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });
export const ok = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
	200: { description, ...json(schema) },
	...errorResponses
});
export const Done = z.object({ done: z.literal(true) });

type Written<T> = T extends Date
	? string
	: T extends readonly (infer Item)[]
		? Written<Item>[]
		: T extends object
			? { [Key in keyof T]: Written<T[Key]> }
			: T;
/** As JSON has it: moments are texts. */
export const written = <T>(value: T) => JSON.parse(JSON.stringify(value)) as Written<T>;

const Count = z.int().nonnegative();
const Rate = z.number().nullable();

const Line = z.object({
	id: z.uuid(),
	reference: z.string().meta({ description: '8 位编号' }),
	title: z.string(),
	task: z.string(),
	urgency: z.enum(Object.keys(urgencies) as [Urgency, ...Urgency[]]),
	field: z.string(),
	communityId: z.uuid().nullable(),
	place: z.string(),
	startsAt: z.iso.datetime(),
	endsAt: z.iso.datetime(),
	places: z.int(),
	state: z.enum(callStates),
	shiftId: z.uuid().nullable().meta({ description: '发出以后的班次：报名、签到和时长都在那里' })
});
export const CallInList = Line.extend({ told: Count, yes: Count }).meta({ id: 'CallInList' });
export const OneCall = Line.extend({
	waves: z.array(
		z.object({
			...AudienceChosen.shape,
			number: z.int(),
			expected: Count.nullable().meta({ description: '发出时数到的人数；还没发出就是 null' }),
			told: Count.meta({ description: '现在已经通知的人数' }),
			doneAt: z.iso.datetime().nullable()
		})
	)
}).meta({ id: 'Call' });

export const AudienceCount = z
	.object({
		all: Count.meta({ description: '会通知多少人' }),
		byCommunity: z.array(z.object({ id: z.uuid(), name: z.string(), count: Count }))
	})
	.meta({ id: 'CallAudience' });

const Lists = Object.fromEntries(listNames.map((name) => [name, Count])) as Record<
	(typeof listNames)[number],
	typeof Count
>;
const Part = z.object({ id: z.uuid(), name: z.string(), ...Lists });
export const Figures = z
	.object({
		all: z.object(Lists),
		untold: Count.meta({ description: '到场的人里，没有通知、自己来的' }),
		communities: z.array(Part),
		teams: z.array(Part),
		asOf: z.iso.datetime()
	})
	.meta({ id: 'CallFigures' });
export const Report = Figures.extend({
	responseRate: Rate.meta({ description: '答复的占通知的百分之几' }),
	cameRate: Rate.meta({ description: '说能来的人里，来了百分之几' }),
	minutes: Count.meta({ description: '认定的服务时长，分钟' }),
	attested: Count.meta({ description: '认定了时长的人数' })
}).meta({ id: 'CallReport' });
const Moment = z.iso.datetime({ offset: true });
export const Period = z.object({
	from: Moment.optional().meta({ description: '从什么时候开始的，不填就是一年前' }),
	to: Moment.optional().meta({ description: '到什么时候为止，不填就是现在' })
});
export const Sums = z
	.object({ calls: Count, told: Count, answered: Count, yes: Count, came: Count, responseRate: Rate })
	.meta({ id: 'CallSums' });

export const Person = z
	.object({
		memberId: z.uuid(),
		alias: z.string(),
		name: z.string().nullable().meta({ description: '只有管名册的工作人员看得到' }),
		skills: z.array(z.string()),
		community: z.string().nullable(),
		team: z.string().nullable(),
		leads: z.boolean(),
		toldAt: z.iso.datetime().nullable(),
		reached: z.boolean().nullable(),
		reminded: z.boolean(),
		answer: z.enum(['yes', 'no']).nullable(),
		answeredAt: z.iso.datetime().nullable(),
		answerWay: z.enum(Object.keys(answerWays) as [keyof typeof answerWays]).nullable(),
		reason: z.string().nullable()
	})
	.meta({ id: 'CallPerson' });
export const Team = z
	.object({
		id: z.uuid(),
		name: z.string(),
		members: z.array(
			z.object({ memberId: z.uuid(), alias: z.string(), skills: z.array(z.string()), leads: z.boolean() })
		)
	})
	.meta({ id: 'CallTeam' });
export const Answered = z.object({
	answer: z.enum(['yes', 'no']),
	place: z.enum(['held', 'waiting']).nullable().meta({ description: '有名额、候补，还是没有报名' })
});
export const OwnCalls = z.object({
	calls: z.array(
		Line.omit({ task: true, field: true, communityId: true, places: true, shiftId: true }).extend({
			answer: z.enum(['yes', 'no']).nullable()
		})
	)
});
