import { z } from '@hono/zod-openapi';
import { remarks } from './words.ts';

export const tags = ['签到签退与时长'];

export const Centre = z.object({
	centre: z
		.string()
		.max(40)
		.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
});
export const OfShift = Centre.extend({ shift: z.string().max(40).meta({ description: '班次的 id' }) });
export const OfHours = Centre.extend({ hours: z.string().max(40).meta({ description: '时长的 id' }) });

export const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });
export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });

const Moment = z.iso.datetime();
const Names = Object.keys(remarks) as [keyof typeof remarks, ...(keyof typeof remarks)[]];

export const ScanAnswer = z
	.object({
		accepted: z.boolean().meta({ description: '算不算数' }),
		why: z.enum(Names).nullable().meta({ description: '为什么不算数，或者算数但要提醒什么' }),
		message: z.string().meta({ description: '给本人看的一句话' })
	})
	.meta({ id: 'ScanAnswer' });

export const ShiftCode = z
	.object({
		code: z.string().meta({ description: '二维码里网址的 code' }),
		digits: z.string().meta({ description: '6 位数字，给手动填写的人' }),
		changesAt: Moment.meta({ description: '什么时候换下一个' }),
		from: Moment.meta({ description: '从什么时候起可以签到' }),
		until: Moment.meta({ description: '到什么时候为止可以签退' })
	})
	.meta({ id: 'ShiftCode' });

const Interval = { from: Moment, to: Moment };

export const Attested = z
	.object({
		attested: z.array(z.object({ memberId: z.uuid(), hoursId: z.uuid(), minutes: z.int() })),
		clashes: z
			.array(
				z.object({
					memberId: z.uuid(),
					taken: z.array(z.object({ ...Interval, title: z.string() })).meta({ description: '已经在别处认定的' }),
					free: z.array(z.object(Interval)).meta({ description: '还可以认定的' })
				})
			)
			.meta({ description: '时间重复、没有认定的人' })
	})
	.meta({ id: 'AttestedHours' });

export const Stay = z
	.object({
		memberId: z.uuid(),
		alias: z.string(),
		cameAt: Moment.nullable(),
		leftAt: Moment.nullable(),
		sentLate: z.boolean().meta({ description: '有没有信号以后才补传的扫码' }),
		hours: z
			.object({ id: z.uuid(), startsAt: Moment, endsAt: Moment, minutes: z.int() })
			.nullable()
			.meta({ description: '已经认定的时长' })
	})
	.meta({ id: 'Stay' });

export const HoursAnswer = z
	.object({
		id: z.uuid(),
		shiftId: z.uuid(),
		postTitle: z.string(),
		field: z.string(),
		memberId: z.uuid(),
		organisationId: z.uuid().nullable(),
		communityId: z.uuid().nullable(),
		startsAt: Moment,
		endsAt: Moment,
		minutes: z.int(),
		attestedAt: Moment
	})
	.meta({ id: 'Hours' });
