import { z } from 'zod';
import { channels, keysOf, kinds, wishStates, type WishKind } from '#modules/wishes/index.ts';

/** What is counted of the wishes of a centre. */
export const measures = { collected: '征集', claimed: '有人认领', completed: '已完成' } as const;
export type Measure = keyof typeof measures;
export type Counts = Record<Measure, number>;

/** By what the counts are split. The month is that of collection, YYYY-MM. */
export const dimensions = {
	category: '类别',
	community: '社区',
	channel: '来源',
	state: '状态',
	month: '月份'
} as const;
export type Dimension = keyof typeof dimensions;

/** The part of the counts that shares one value of a dimension: `{[dimension]: key}` as a filter finds its rows. */
export interface Slice {
	key: string;
	label: string;
	counts: Record<WishKind, Counts>;
}

/** A year in which wishes are collected. */
export const Year = z
	.string()
	.regex(/^(19|2\d)\d\d$/, '年份请填四位数字，例如 2021')
	.transform(Number)
	.meta({ title: '年份', examples: ['2021'] });

/** Which rows are behind a figure. What is absent does not narrow. */
export const CountedFilter = z.object({
	year: Year.optional(),
	kind: z.enum(keysOf(kinds)).optional(),
	measure: z.enum(keysOf(measures)).default('collected'),
	category: z
		.string()
		.regex(/^[a-z][a-zA-Z]{1,30}$/)
		.optional(),
	community: z.uuid().optional(),
	channel: z.enum(keysOf(channels)).optional(),
	state: z.enum(wishStates).optional(),
	month: z
		.string()
		.regex(/^(19|2\d)\d\d-(0[1-9]|1[0-2])$/)
		.optional()
});
export type CountedFilter = z.output<typeof CountedFilter>;

/** The search part of the address that opens the rows behind a figure. */
export const searchOf = (filter: z.input<typeof CountedFilter>): string =>
	new URLSearchParams(
		Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
	).toString();

export const noCounts: Counts = { collected: 0, claimed: 0, completed: 0 };

/** Micro-wishes and micro-projects together. */
export const sumOf = ({ wish, project }: Record<WishKind, Counts>): Counts => ({
	collected: wish.collected + project.collected,
	claimed: wish.claimed + project.claimed,
	completed: wish.completed + project.completed
});
