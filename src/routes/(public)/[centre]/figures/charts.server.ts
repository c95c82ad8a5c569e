import {
	measures,
	ratingWords,
	searchOf,
	sumOf,
	type Counts,
	type Dimension,
	type Slice,
	type Worth
} from '#modules/statistics/index.ts';
import type { WishStatistics } from '#modules/statistics/server.ts';
import type { Bars } from '#ui/chart/chart.ts';
import { drawBars } from '#ui/chart/draw.server.ts';

/** A line of the table behind a chart. */
interface Row extends Counts, Pick<Worth, 'amountFen' | 'averageDays'> {
	label: string;
	/** Where there is little room. */
	short?: string;
	/** The search that opens the rows it was counted from. */
	search: string;
}

/** The charts of the page, each with its table; those with nothing in them are left out. */
export function chartsOf({ by, year }: Pick<WishStatistics, 'by' | 'year'>, textSize: number) {
	const drawn = (chart: Chart) => ({ ...chart, drawn: drawBars(barsOf(chart), textSize) });
	return [
		year === null
			? { title: '各年征集和完成', heading: '年份', direction: 'up' as const, rows: rowsOf('year', by.year, null) }
			: { title: '各月征集和完成', heading: '月份', direction: 'up' as const, rows: monthRows(by.month, year) },
		{ title: '按类别', heading: '类别', rows: rowsOf('category', by.category, year) },
		{ title: '按社区', heading: '社区', rows: rowsOf('community', by.community, year) },
		{ title: '按来源', heading: '来源', rows: rowsOf('channel', by.channel, year) },
		{ title: '现在的状态', heading: '状态', rows: rowsOf('state', by.state, year), measures: ['collected' as const] }
	]
		.filter(({ rows }) => rows.length > 0)
		.map(drawn);
}

/** What the people said whose wishes came true; null as long as nobody has. */
export function satisfactionOf(
	{ microWishes, microProjects }: Record<'microWishes' | 'microProjects', Pick<Worth, 'ratings'>>,
	textSize: number
) {
	const rows = ratingWords
		.map((label, at) => ({ label, wish: microWishes.ratings[at] ?? 0, project: microProjects.ratings[at] ?? 0 }))
		.toReversed();
	const values = rows.map(({ wish, project }) => wish + project);
	if (values.every((value) => value === 0)) return null;
	const bars: Bars = {
		direction: 'across',
		labels: rows.map(({ label }) => label),
		series: [{ name: '件数', values }]
	};
	return { rows, drawn: drawBars(bars, textSize) };
}

interface Chart {
	title: string;
	heading: string;
	rows: Row[];
	direction?: Bars['direction'];
	/** What is drawn of the rows; the table says all. */
	measures?: (keyof Counts)[];
}

const barsOf = ({ rows, direction = 'across', measures: drawn = ['collected', 'completed'] }: Chart): Bars => ({
	direction,
	labels: rows.map(({ label, short = label }) => short),
	series: drawn.map((measure) => ({ name: measures[measure], values: rows.map((row) => row[measure]) }))
});

const rowsOf = (dimension: Dimension, slices: readonly Slice[], year: number | null): Row[] =>
	slices.map((slice) => ({
		...rowOf(slice),
		label: slice.label,
		search: searchOf({ year: textOf(year), [dimension]: slice.key })
	}));

/** All months of the year, also those in which nothing was collected. */
const monthRows = (slices: readonly Slice[], year: number): Row[] =>
	Array.from({ length: 12 }, (_, at) => {
		const key = `${year}-${String(at + 1).padStart(2, '0')}`;
		return {
			...rowOf(slices.find((one) => one.key === key)),
			label: `${year}年${at + 1}月`,
			short: String(at + 1),
			search: searchOf({ year: String(year), month: key })
		};
	});

const rowOf = (slice: Slice | undefined) => ({
	...(slice ? sumOf(slice.counts) : { collected: 0, claimed: 0, completed: 0 }),
	amountFen: slice?.worth.amountFen ?? 0,
	averageDays: slice?.worth.averageDays ?? null
});

const textOf = (year: number | null) => (year === null ? undefined : String(year));
