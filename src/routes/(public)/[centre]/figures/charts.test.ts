import { expect, test } from 'vitest';
import type { Slice } from '#modules/statistics/index.ts';
import { chartsOf, satisfactionOf } from './charts.server.ts';

const counts = (collected: number) => ({ collected, claimed: collected, completed: collected });
const slice = (key: string, label: string, wishes: number, projects = 0): Slice => ({
	key,
	label,
	counts: { wish: counts(wishes), project: counts(projects) },
	worth: { budgetFen: 0, amountFen: 100 * wishes, averageDays: 3.5, ratings: [0, 0, 0, 0, wishes] }
});
const by = {
	category: [slice('goods', '物资帮扶', 5, 2)],
	community: [],
	channel: [slice('phone', '来电', 7)],
	state: [slice('closed', '已归档', 7)],
	year: [slice('2020', '2020年', 2), slice('2021', '2021年', 4, 1)],
	month: [slice('2020-11', '2020年11月', 2), slice('2021-02', '2021年2月', 3), slice('2021-12', '2021年12月', 1, 1)],
	claimer: { organisations: [], members: { distinct: 0, claimed: 0, completed: 0 } }
};

test('a year is drawn with all its months, also those with nothing, and each opens its rows', () => {
	const [months] = chartsOf({ by, year: 2021 }, 16);
	expect(months?.rows.map(({ collected }) => collected)).toEqual([0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
	expect(months?.drawn.labels).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']);
	expect(months?.rows[1]).toMatchObject({ search: 'year=2021&month=2021-02', amountFen: 300, averageDays: 3.5 });
	expect(months?.rows[0]).toMatchObject({ amountFen: 0, averageDays: null });
});

test('all years together are drawn year by year', () => {
	const [years] = chartsOf({ by, year: null }, 16);
	expect(years?.rows).toMatchObject([
		{ label: '2020年', collected: 2, search: 'year=2020' },
		{ label: '2021年', collected: 5, search: 'year=2021' }
	]);
});

test('micro-wishes and micro-projects are drawn together, and what has no rows is left out', () => {
	const charts = chartsOf({ by, year: 2021 }, 16);
	expect(charts.map(({ title }) => title)).toEqual(['各月征集和完成', '按类别', '按来源', '现在的状态']);
	expect(charts[1]?.drawn.series).toEqual([
		{ name: '征集', values: [7] },
		{ name: '已完成', values: [7] }
	]);
	expect(charts[1]?.rows[0]?.search).toBe('year=2021&category=goods');
});

test('satisfaction goes from the best to the worst, and is not drawn before anybody has said something', () => {
	const figures = { microWishes: { ratings: [1, 0, 0, 2, 9] }, microProjects: { ratings: [0, 0, 0, 0, 3] } };
	expect(satisfactionOf(figures, 16)?.rows[0]).toEqual({ label: '非常满意', wish: 9, project: 3 });
	expect(satisfactionOf(figures, 16)?.drawn.series[0]?.values).toEqual([12, 2, 0, 0, 1]);
	const none = { ratings: [0, 0, 0, 0, 0] };
	expect(satisfactionOf({ microWishes: none, microProjects: none }, 16)).toBeNull();
});
