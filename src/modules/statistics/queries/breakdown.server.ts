import type { Db } from '#kernel/db.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { channels, keysOf, kinds, wishLifecycle, wishStates, type WishKind } from '#modules/wishes/index.ts';
import { categoriesOf } from '#modules/wishes/server.ts';
import { monthWords, sumOf, type Counts, type Dimension, type Slice, type Worth } from '../figure.ts';
import { addedUp, sumsOf, worthOf, type KeyedSum, type Sum } from './sums.server.ts';

export interface Breakdown {
	total: Record<WishKind, Counts & Worth>;
	by: Record<Dimension, Slice[]>;
}

type Labels = readonly (readonly [string, string])[];

/** The counts, and how they are split. Only slices in which something was counted. */
export async function breakdownOf(db: Db, centreId: string, year?: number): Promise<Breakdown> {
	const sums = await sumsOf(db, centreId, year);
	const slicesOf = (dimension: Dimension, labels: Labels): Slice[] =>
		labels
			.map(([key, label]) =>
				sliceOf(
					key,
					label,
					sums.filter((sum) => sum.dimension === dimension && sum.key === key)
				)
			)
			.filter(({ counts }) => sumOf(counts).collected > 0);
	const keysIn = (dimension: Dimension) =>
		[...new Set(sums.filter((sum) => sum.dimension === dimension).map(({ key }) => key))].sort();

	const [categories, communities] = [await categoriesOf(db, centreId), await communitiesOf(db, centreId)];
	return {
		total: Object.fromEntries(keysOf(kinds).map((kind) => [kind, totalOf(sums, kind)])) as Breakdown['total'],
		by: {
			year: slicesOf(
				'year',
				keysIn('year').map((one) => [one, `${one}年`])
			),
			month: slicesOf(
				'month',
				keysIn('month').map((month) => [month, monthWords(month)])
			),
			category: mostFirst(
				slicesOf(
					'category',
					categories.map(({ code, name }) => [code, name])
				)
			),
			community: mostFirst(
				slicesOf(
					'community',
					communities.map(({ id, name }) => [id, name])
				)
			),
			channel: mostFirst(slicesOf('channel', Object.entries(channels))),
			state: slicesOf(
				'state',
				wishStates.map((state) => [state, wishLifecycle.states[state].label])
			)
		}
	};
}

function sliceOf(key: string, label: string, sums: readonly KeyedSum[]): Slice {
	const of = (kind: WishKind) => countsIn(addedUp(sums.filter((sum) => sum.kind === kind)));
	return { key, label, counts: { wish: of('wish'), project: of('project') }, worth: worthOf(addedUp(sums)) };
}

function totalOf(sums: readonly KeyedSum[], kind: WishKind): Counts & Worth {
	const total = addedUp(sums.filter((sum) => sum.dimension === 'all' && sum.kind === kind));
	return { ...countsIn(total), ...worthOf(total) };
}

const countsIn = ({ collected, claimed, completed }: Sum): Counts => ({ collected, claimed, completed });

const mostFirst = (slices: Slice[]): Slice[] =>
	slices.toSorted((one, other) => sumOf(other.counts).collected - sumOf(one.counts).collected);
