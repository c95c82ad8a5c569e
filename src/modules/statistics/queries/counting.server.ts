import { sql, type RawBuilder } from 'kysely';
import { fulfilledStates } from '#modules/wishes/index.ts';
import type { CountedFilter } from '../figure.ts';

/** The wishes `w` of a centre that were collected in a year, or in all years: a range of the index of the ledger. */
const collectedIn = (centreId: string, year: number | undefined): RawBuilder<boolean> =>
	year === undefined
		? sql`w.centre_id = ${centreId}`
		: sql`w.centre_id = ${centreId} and w.collected_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`;

/** Whether the person of the wish `w` has confirmed that it came true. */
const isCompleted = sql<boolean>`w.state in (${sql.join([...fulfilledStates])})`;

/** The wishes of whoever holds a place of them: a range of the index of their claims. */
const claimedBy = (centreId: string, column: 'organisation_id' | 'member_id', id: string): RawBuilder<boolean> =>
	sql`w.id in (
		select k.wish_id from wishes.claim k where k.centre_id = ${centreId} and ${sql.ref(`k.${column}`)} = ${id} and k.state = 'held'
	)`;

/** The wishes `w` behind a figure: what db/migrations/0012_statistics.sql adds up, row by row. */
export const countedBy = (centreId: string, filter: CountedFilter): RawBuilder<boolean> =>
	sql.join(
		[
			collectedIn(centreId, filter.year),
			sql`w.state not in ('merged', 'converted')`,
			filter.month &&
				sql`w.collected_on >= ${`${filter.month}-01`}::date and w.collected_on < ${`${filter.month}-01`}::date + interval '1 month'`,
			filter.kind && sql`w.kind = ${filter.kind}`,
			filter.category && sql`w.category = ${filter.category}`,
			filter.community && sql`w.community_id = ${filter.community}`,
			filter.channel && sql`w.channel = ${filter.channel}`,
			filter.state && sql`w.state = ${filter.state}`,
			filter.organisation && claimedBy(centreId, 'organisation_id', filter.organisation),
			filter.member && claimedBy(centreId, 'member_id', filter.member),
			filter.rating && sql`${isCompleted} and w.rating = ${filter.rating}`,
			filter.measure === 'claimed' && sql`w.claimed_count > 0`,
			filter.measure === 'completed' && isCompleted
		].filter((condition) => !!condition),
		sql` and `
	);
