import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';
import type { WishKind } from '#modules/wishes/index.ts';
import type { Dimension, Worth } from '../figure.ts';

/** What is added up of a group of wishes. */
export interface Sum {
	kind: WishKind;
	collected: number;
	claimed: number;
	completed: number;
	budgetFen: number;
	amountFen: number;
	days: number;
	ratings: number[];
}

export interface KeyedSum extends Sum {
	dimension: Dimension | 'all';
	key: string;
}

/**
 * The sums of a year, or of all years, along each dimension. They are kept up to date by triggers with every change of a row
 * (db/migrations/0012_statistics.sql), so that reading them does not grow with the number of wishes.
 */
export async function sumsOf(db: Db, centreId: string, year: number | undefined): Promise<KeyedSum[]> {
	const { rows } = await sql<KeyedSum>`
		select kind, dimension, key, ${measured}
		from statistics.wish_part as p where ${monthsIn(centreId, year)} group by kind, dimension, key`.execute(db);
	const { rows: months } = await sql<KeyedSum>`
		select kind, 'month' as dimension, to_char(month, 'YYYY-MM') as key, ${measured}
		from statistics.wish_part as p where ${monthsIn(centreId, year)} and dimension = 'all' group by kind, month`.execute(
		db
	);
	const years = Map.groupBy(months, ({ kind, key }) => `${kind} ${key.slice(0, 4)}`);
	return [
		...rows,
		...months,
		...[...years.values()].map((parts): KeyedSum => ({
			...addedUp(parts),
			dimension: 'year',
			key: (parts[0] as KeyedSum).key.slice(0, 4)
		}))
	];
}

/** The parts of the sums of a year, or of all years: a range of the key. */
export const monthsIn = (centreId: string, year: number | undefined): RawBuilder<boolean> =>
	year === undefined
		? sql`p.centre_id = ${centreId}`
		: sql`p.centre_id = ${centreId} and p.month between ${`${year}-01-01`}::date and ${`${year}-12-01`}::date`;

const measured = sql`
	sum(collected)::bigint as collected, sum(claimed)::bigint as claimed, sum(completed)::bigint as completed,
	sum(budget_fen)::bigint as "budgetFen", sum(actual_fen)::bigint as "amountFen", sum(days)::bigint as days,
	array[sum(rated_1), sum(rated_2), sum(rated_3), sum(rated_4), sum(rated_5)]::float8[] as ratings`;

const NOTHING: Omit<Sum, 'kind'> = {
	...{ collected: 0, claimed: 0, completed: 0, budgetFen: 0, amountFen: 0, days: 0 },
	ratings: [0, 0, 0, 0, 0]
};

/** Several sums as one; of none, nothing. */
export const addedUp = (sums: readonly Sum[]): Sum =>
	sums.reduce<Sum>(
		(total, sum) => ({
			kind: sum.kind,
			collected: total.collected + sum.collected,
			claimed: total.claimed + sum.claimed,
			completed: total.completed + sum.completed,
			budgetFen: total.budgetFen + sum.budgetFen,
			amountFen: total.amountFen + sum.amountFen,
			days: total.days + sum.days,
			ratings: total.ratings.map((count, at) => count + (sum.ratings[at] ?? 0))
		}),
		{ kind: 'wish', ...NOTHING }
	);

export const worthOf = ({ completed, days, budgetFen, amountFen, ratings }: Sum): Worth => ({
	budgetFen,
	amountFen,
	averageDays: completed === 0 ? null : Math.round((days / completed) * 10) / 10,
	ratings
});
