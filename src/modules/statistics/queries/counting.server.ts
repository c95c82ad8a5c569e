import { sql, type RawBuilder } from 'kysely';
import { fulfilledStates } from '#modules/wishes/index.ts';
import type { CountedFilter } from '../figure.ts';

/** Whether somebody holds a place on the wish `w`. */
export const isClaimed = sql<boolean>`exists (
	select from wishes.claim k where k.centre_id = w.centre_id and k.wish_id = w.id and k.state = 'held'
)`;

/** Whether the person of the wish `w` has confirmed that it came true. */
export const isCompleted = sql<boolean>`w.state in (${sql.join([...fulfilledStates])})`;

/** The wishes `w` of a centre that were collected in a year, or in all years: a range of the index of the ledger. */
export const collectedIn = (centreId: string, year: number | undefined): RawBuilder<boolean> =>
	year === undefined
		? sql`w.centre_id = ${centreId}`
		: sql`w.centre_id = ${centreId} and w.collected_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`;

/** The wishes `w` behind a figure. */
export const countedBy = (centreId: string, filter: CountedFilter): RawBuilder<boolean> =>
	sql.join(
		[
			collectedIn(centreId, filter.year),
			filter.month &&
				sql`w.collected_on >= ${`${filter.month}-01`}::date and w.collected_on < ${`${filter.month}-01`}::date + interval '1 month'`,
			filter.kind && sql`w.kind = ${filter.kind}`,
			filter.category && sql`w.category = ${filter.category}`,
			filter.community && sql`w.community_id = ${filter.community}`,
			filter.channel && sql`w.channel = ${filter.channel}`,
			filter.state && sql`w.state = ${filter.state}`,
			filter.measure === 'claimed' && isClaimed,
			filter.measure === 'completed' && isCompleted
		].filter((condition) => !!condition),
		sql` and `
	);
