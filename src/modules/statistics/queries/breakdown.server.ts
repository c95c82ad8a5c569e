import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { channels, kinds, keysOf, wishLifecycle, wishStates, type WishKind } from '#modules/wishes/index.ts';
import { categoriesOf } from '#modules/wishes/server.ts';
import { dimensions, noCounts, sumOf, type Counts, type Dimension, type Slice } from '../figure.ts';
import { collectedIn, isClaimed, isCompleted } from './counting.server.ts';

export interface Breakdown {
	total: Record<WishKind, Counts>;
	by: Record<Dimension, Slice[]>;
}

/** The counts, and how they are split. Only slices in which something was counted. */
export async function breakdownOf(db: Db, centreId: string, year?: number): Promise<Breakdown> {
	const sums = await sumsOf(db, centreId, year);
	const countsOf = (dimension: Dimension, key: string): Record<WishKind, Counts> => {
		const found = (kind: WishKind) =>
			sums.find((sum) => sum.kind === kind && sum.dimension === dimension && sum.key === key) ?? noCounts;
		return { wish: countsIn(found('wish')), project: countsIn(found('project')) };
	};
	const slicesOf = (dimension: Dimension, labels: readonly (readonly [string, string])[]): Slice[] =>
		labels
			.map(([key, label]) => ({ key, label, counts: countsOf(dimension, key) }))
			.filter(({ counts }) => sumOf(counts).collected > 0);

	const months = new Set(sums.filter(({ dimension }) => dimension === 'month').map(({ key }) => key));
	const [categories, communities] = [await categoriesOf(db, centreId), await communitiesOf(db, centreId)];
	return {
		total: Object.fromEntries(keysOf(kinds).map((kind) => [kind, totalOf(sums, kind)])) as Breakdown['total'],
		by: {
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
			),
			month: slicesOf(
				'month',
				[...months].sort().map((month) => [month, monthWords(month)])
			)
		}
	};
}

interface Sum extends Counts {
	kind: WishKind;
	dimension: Dimension;
	key: string;
}

/** One pass over the wishes, which adds up along each dimension: a row has a value in the one dimension it belongs to. */
async function sumsOf(db: Db, centreId: string, year?: number): Promise<Sum[]> {
	const { rows } = await sql<Counts & { kind: WishKind } & Record<Dimension, string | null>>`
		select kind, category, community, channel, state, to_char(month, 'YYYY-MM') as month, count(*) as collected,
			count(*) filter (where claimed) as claimed, count(*) filter (where completed) as completed
		from (
			select w.kind, w.category, w.community_id as community, w.channel, w.state,
				date_trunc('month', w.collected_on::timestamp) as month, ${isClaimed} as claimed, ${isCompleted} as completed
			from wishes.wish w where ${collectedIn(centreId, year)}
		) as counted
		group by grouping sets ((kind, category), (kind, community), (kind, channel), (kind, state), (kind, month))`.execute(
		db
	);
	return rows.map(({ kind, collected, claimed, completed, ...values }) => {
		const dimension = keysOf(dimensions).find((name) => values[name] !== null) as Dimension;
		return { kind, dimension, key: values[dimension] as string, collected, claimed, completed };
	});
}

/** Every wish is in exactly one state. */
const totalOf = (sums: readonly Sum[], kind: WishKind): Counts =>
	sums
		.filter((sum) => sum.kind === kind && sum.dimension === 'state')
		.reduce(
			(total, sum) => ({
				collected: total.collected + sum.collected,
				claimed: total.claimed + sum.claimed,
				completed: total.completed + sum.completed
			}),
			noCounts
		);

const countsIn = ({ collected, claimed, completed }: Counts): Counts => ({ collected, claimed, completed });

const mostFirst = (slices: Slice[]): Slice[] =>
	slices.toSorted((one, other) => sumOf(other.counts).collected - sumOf(one.counts).collected);

const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
