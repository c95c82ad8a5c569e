import { measures, searchOf, sumOf, type Counts, type Dimension, type Slice } from '#modules/statistics/index.ts';
import type { WishStatistics } from '#modules/statistics/server.ts';
import type { Bars } from '#ui/chart/chart.ts';
import { drawBars } from '#ui/chart/draw.server.ts';

/** A line of the table behind a chart. */
interface Row extends Counts {
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
			? { title: '各年征集和完成', heading: '年份', direction: 'up' as const, rows: yearRows(by.month) }
			: { title: '各月征集和完成', heading: '月份', direction: 'up' as const, rows: monthRows(by.month, year) },
		{ title: '按类别', heading: '类别', rows: rowsOf('category', by.category, year) },
		{ title: '按社区', heading: '社区', rows: rowsOf('community', by.community, year) },
		{ title: '按来源', heading: '来源', rows: rowsOf('channel', by.channel, year) },
		{ title: '现在的状态', heading: '状态', rows: rowsOf('state', by.state, year), measures: ['collected' as const] }
	]
		.filter(({ rows }) => rows.length > 0)
		.map(drawn);
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
	slices.map(({ key, label, counts }) => ({
		label,
		...sumOf(counts),
		search: searchOf({ year: textOf(year), [dimension]: key })
	}));

/** All months of the year, also those in which nothing was collected. */
const monthRows = (slices: readonly Slice[], year: number): Row[] =>
	Array.from({ length: 12 }, (_, at) => {
		const key = `${year}-${String(at + 1).padStart(2, '0')}`;
		const slice = slices.find((one) => one.key === key);
		const counts = slice ? sumOf(slice.counts) : { collected: 0, claimed: 0, completed: 0 };
		return {
			label: `${year}年${at + 1}月`,
			short: String(at + 1),
			...counts,
			search: searchOf({ year: String(year), month: key })
		};
	});

/** Years are the sums of their months. */
function yearRows(months: readonly Slice[]): Row[] {
	const years = Map.groupBy(months, ({ key }) => key.slice(0, 4));
	return [...years].map(([year, slices]) => {
		const sums = slices.map(({ counts }) => sumOf(counts));
		const sum = (measure: keyof Counts) => sums.reduce((total, counts) => total + counts[measure], 0);
		return {
			label: `${year}年`,
			...{ collected: sum('collected'), claimed: sum('claimed'), completed: sum('completed') },
			search: searchOf({ year })
		};
	});
}

const textOf = (year: number | null) => (year === null ? undefined : String(year));
