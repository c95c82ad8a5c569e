import { z } from 'zod';
import {
	channels,
	keysOf,
	kinds,
	ratings,
	ratingWord,
	wishLifecycle,
	wishStates,
	type WishKind
} from '#modules/wishes/index.ts';

/** What is counted of the wishes of a centre. */
export const measures = { collected: '征集', claimed: '有人认领', completed: '已完成' } as const;
export type Measure = keyof typeof measures;
export type Counts = Record<Measure, number>;

/** By what the counts are split. Month and year are those of collection, YYYY-MM and YYYY. */
export const dimensions = {
	year: '年份',
	month: '月份',
	category: '类别',
	community: '社区',
	channel: '来源',
	state: '状态'
} as const;
export type Dimension = keyof typeof dimensions;

/** What a group of wishes cost, took and was thought of. */
export interface Worth {
	budgetFen: number;
	amountFen: number;
	/** From collection to completion, of what is completed; null while nothing is. */
	averageDays: number | null;
	/** How many gave each of the five ratings, the worst first. */
	ratings: number[];
}

/** The part of the counts that shares one value of a dimension: `{[dimension]: key}` as a filter finds its rows. */
export interface Slice {
	key: string;
	label: string;
	counts: Record<WishKind, Counts>;
	/** Micro-wishes and micro-projects together. */
	worth: Worth;
}

/** Who holds places: an organisation or a member, and of how many wishes. */
export interface ClaimerLine {
	id: string;
	label: string;
	claimed: number;
	completed: number;
}

export const ratingWords = ratings.map((_, at) => ratingWord(at + 1));

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
		.optional(),
	/** Who holds a place of it. */
	organisation: z.uuid().optional(),
	member: z.uuid().optional(),
	/** What its person said of it, 1 to 5. */
	rating: z.coerce.number().int().min(1).max(ratings.length).optional()
});
export type CountedFilter = z.output<typeof CountedFilter>;

/** The search part of the address that opens the rows behind a figure. */
export const searchOf = (filter: Partial<Record<keyof CountedFilter, string | number | undefined>>): string =>
	new URLSearchParams(
		Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
	).toString();

/** Micro-wishes and micro-projects together. */
export const sumOf = ({ wish, project }: Record<WishKind, Counts>): Counts => ({
	collected: wish.collected + project.collected,
	claimed: wish.claimed + project.claimed,
	completed: wish.completed + project.completed
});

type Named = CountedFilter & {
	categories: readonly { code: string; name: string }[];
	communities: readonly { id: string; name: string }[];
	/** Who claims, when the figure is theirs. */
	claimer?: string | undefined;
};

/** A figure in words: “2021年 · 微心愿 · 来电 · 已完成”. */
export const figureWords = ({ categories, communities, claimer, ...filter }: Named): string =>
	[
		filter.month ? monthWords(filter.month) : filter.year ? `${filter.year}年` : '历年',
		filter.kind && kinds[filter.kind],
		filter.category && (categories.find(({ code }) => code === filter.category)?.name ?? '没有这个类别'),
		filter.community && (communities.find(({ id }) => id === filter.community)?.name ?? '没有这个社区'),
		filter.channel && channels[filter.channel],
		filter.state && wishLifecycle.states[filter.state].label,
		claimer && `${claimer}认领`,
		filter.rating && `本人评价${ratingWord(filter.rating)}`,
		(filter.measure !== 'collected' || !(claimer ?? filter.rating)) && measures[filter.measure]
	]
		.filter(Boolean)
		.join(' · ');

export const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
