import { z } from 'zod';
import { givers, type Giver } from './nouns.ts';
import { timeCodes } from './times.ts';

export const words = (title: string, longest: number, shortest = 1, example = '按约定办理') =>
	z
		.string()
		.trim()
		.min(shortest)
		.max(longest)
		.meta({ title, examples: [example] });
export const Note = words('备注', 500).optional();
export const Day = (title: string, example = '2026-12-20') => z.iso.date().meta({ title, examples: [example] });
export const Id = (title: string) => z.uuid().meta({ title });

export const Field = z
	.string('请选择服务领域')
	.trim()
	.min(1, '请选择服务领域')
	.max(40)
	.meta({ title: '服务领域', examples: ['environment'] });
export const Skills = z
	.array(z.string().max(40))
	.max(10)
	.default([])
	.meta({ title: '技能', examples: [[]] });
export const Times = z
	.array(z.enum(timeCodes))
	.max(21)
	.default([])
	.meta({ title: '时间', examples: [['sat-am']] });
export const Ids = (title: string) =>
	z
		.array(z.uuid())
		.max(20)
		.default([])
		.meta({ title, examples: [[]] });

/** A list as programs send it, or as people write it: one a line. */
function lined<Item>(
	item: z.ZodType<Item>,
	{ most, parse, wrong }: { most: number; parse: (line: string) => unknown; wrong: string }
) {
	return z.union(
		[
			z.array(item).max(most),
			z.string().transform((text, context): Item[] => {
				const lines = text.split('\n').filter((line) => line.trim() !== '');
				const read = z
					.array(item)
					.max(most)
					.safeParse(lines.map((line) => parse(line.normalize('NFKC').trim())));
				if (!read.success) context.addIssue({ code: 'custom', message: wrong });
				return read.success ? read.data : z.NEVER;
			})
		],
		wrong
	);
}

const DAY_AT_END = /^(.*?\S)[\s,:]+(\d{4}-\d{1,2}-\d{1,2})$/;
const isoOf = (day: string) =>
	day
		.split('-')
		.map((part) => part.padStart(2, '0'))
		.join('-');

/** One a line, its day at the end: “电路检修完 2026-12-20”. */
export const Milestones = lined(z.object({ title: z.string().trim().min(1).max(60), dueOn: z.iso.date() }), {
	most: 30,
	wrong: '节点请一行写一个，名称在前，日期在后，例如：电路检修完 2026-12-20',
	parse: (line) => {
		const [, title, day = ''] = DAY_AT_END.exec(line) ?? [];
		return { title, dueOn: isoOf(day) };
	}
})
	.default([])
	.meta({ title: '节点', examples: [[{ title: '电路检修完', dueOn: '2026-12-20' }]] });

const giverCodes = Object.keys(givers) as [Giver, ...Giver[]];

/** One a line: who gives, what, and until when if that was said: “单位：周六上午派两名电工 2026-12-20”. */
export const Items = lined(
	z.object({
		giver: z.enum(giverCodes),
		what: z.string().trim().min(1).max(120),
		dueOn: z.iso.date().nullable().default(null)
	}),
	{
		most: 30,
		wrong: '约定请一行写一项，先写“单位：”或“社区：”，日期可以写在最后，例如：单位：周六上午派两名电工 2026-12-20',
		parse: (line) => {
			const [, who = '', rest = ''] = /^(单位|社区)\s*:?\s*(.+)$/.exec(line) ?? [];
			const [, what, day] = DAY_AT_END.exec(rest) ?? [];
			return {
				giver: giverCodes.find((code) => givers[code] === who),
				what: what ?? rest,
				dueOn: day === undefined ? null : isoOf(day)
			};
		}
	}
)
	.refine((items) => items.length > 0, '请至少写一项约定')
	.meta({
		title: '约定的事项',
		examples: [[{ giver: 'organisation', what: '周六上午派两名电工', dueOn: '2026-12-20' }]]
	});

/** One a line: the month and what is planned: “3月 学雷锋义诊”. */
export const Activities = lined(z.object({ month: z.int().min(1).max(12), title: z.string().trim().min(1).max(120) }), {
	most: 200,
	wrong: '活动请一行写一项，月份在前，例如：3月 学雷锋义诊',
	parse: (line) => {
		const [, month, title] = /^(\d{1,2})\s*月\s*[,:、]?\s*(.+)$/.exec(line) ?? [];
		return { month: Number(month), title };
	}
})
	.default([])
	.meta({ title: '计划的活动', examples: [[{ month: 3, title: '学雷锋义诊' }]] });
