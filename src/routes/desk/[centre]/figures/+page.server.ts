import { formatYuan } from '#kernel/money.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import {
	dimensions,
	ratingWords,
	searchOf,
	sumOf,
	Year,
	type Dimension,
	type Measure
} from '#modules/statistics/index.ts';
import {
	checkInStatistics,
	topClaimers,
	wishStatistics,
	yearsOf,
	type WishStatistics
} from '#modules/statistics/server.ts';
import { keysOf } from '#modules/wishes/index.ts';
import { figuresOf } from './figures.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await figuresOf(context, params.centre);
	const thisYear = Number(shanghaiDate(context.clock()).slice(0, 4));
	const asked = url.searchParams.get('year');
	const year = asked === 'all' ? undefined : (Year.safeParse(asked).data ?? thisYear);
	const [statistics, years] = [await wishStatistics(context.db, id, { year }), await yearsOf(context.db, id)];
	const offered = [...new Set([...years, thisYear, ...(year === undefined ? [] : [year])])].sort((a, b) => b - a);
	const search = (filter: Parameters<typeof searchOf>[0]) => searchOf({ year, ...filter });
	return {
		year: year ?? null,
		years: [
			...offered.map((one) => ({ label: `${one}年`, href: `?year=${one}`, isChosen: one === year })),
			{ label: '历年合计', href: '?year=all', isChosen: year === undefined }
		],
		asOf: statistics.asOf,
		checkIns: await checkInStatistics(context.db, id),
		figures: figureLines(statistics, search),
		// the best first
		ratings: ratingWords
			.map((label, at) => ({
				label,
				wish: { value: statistics.microWishes.ratings[at] ?? 0, search: search({ kind: 'wish', rating: at + 1 }) },
				project: {
					value: statistics.microProjects.ratings[at] ?? 0,
					search: search({ kind: 'project', rating: at + 1 })
				}
			}))
			.toReversed(),
		splits: keysOf(dimensions)
			.filter((name) => name !== (year === undefined ? 'month' : 'year'))
			.map((name) => ({
				title: `按${dimensions[name]}`,
				heading: dimensions[name],
				rows: splitLines(statistics, name, search)
			})),
		claimers: [
			{
				title: '认领最多的单位',
				rows: withSearch(statistics.by.claimer.organisations, (organisation) => search({ organisation }))
			},
			{
				title: '认领最多的党员',
				rows: withSearch(await topClaimers(context.db, id, { kind: 'member', year }), (member) => search({ member }))
			}
		]
	};
};

type Search = (filter: Parameters<typeof searchOf>[0]) => string;

/** Every figure of both kinds, with where it comes from. */
function figureLines({ microWishes, microProjects }: WishStatistics, search: Search) {
	const line = (
		label: string,
		source: string,
		value: (figures: WishStatistics['microWishes']) => string,
		measure: Measure = 'collected'
	) => ({
		label,
		source,
		wish: { value: value(microWishes), search: search({ kind: 'wish', measure }) },
		project: { value: value(microProjects), search: search({ kind: 'project', measure }) }
	});
	const number = (value: number) => value.toLocaleString('zh-CN');
	return [
		line('征集（件）', '登记的每一件，按征集日期算年份；合并、转换的只算继续办的那一件', (f) => number(f.collected)),
		line('有人认领（件）', '现在至少有一个名额有人占着，退出认领就不算', (f) => number(f.claimed), 'claimed'),
		line('已完成（件）', '心愿人本人确认完成，退回就不算', (f) => number(f.completed), 'completed'),
		line('认领的党员（人）', '占着名额的党员，同一个人只算一次', (f) => number(f.distinctClaimingMembers), 'claimed'),
		line('认领的单位（家）', '占着名额的单位，同一家只算一次', (f) => number(f.claimingOrganisations), 'claimed'),
		line('预算（元）', '发布时填的预算加起来', (f) => formatYuan(f.budgetFen)),
		line('花费（元）', '进展里逐项登记的费用加起来', (f) => formatYuan(f.amountFen)),
		line(
			'平均多久完成（天）',
			'从征集日期到完成日期',
			(f) => (f.averageDays === null ? '—' : String(f.averageDays)),
			'completed'
		)
	];
}

const splitLines = ({ by }: WishStatistics, dimension: Dimension, search: Search) =>
	by[dimension].map(({ key, label, counts, worth }) => ({
		key,
		label,
		...sumOf(counts),
		budget: formatYuan(worth.budgetFen),
		amount: formatYuan(worth.amountFen),
		averageDays: worth.averageDays ?? '—',
		/** What opens the rows of each count. */
		rows: {
			collected: search({ [dimension]: key }),
			claimed: search({ [dimension]: key, measure: 'claimed' }),
			completed: search({ [dimension]: key, measure: 'completed' })
		}
	}));

const withSearch = <Line extends { id: string }>(lines: readonly Line[], search: (id: string) => string) =>
	lines.map((line) => ({ ...line, search: search(line.id) }));
