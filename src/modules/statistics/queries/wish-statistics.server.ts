import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import type { WishKind } from '#modules/wishes/index.ts';
import type { Counts } from '../figure.ts';
import { breakdownOf, type Breakdown } from './breakdown.server.ts';
import { collectedIn } from './counting.server.ts';

export interface WishStatistics {
	/** None: of all years. */
	year: number | null;
	/** The moment at which all of it was true at once. */
	asOf: Date;
	microProjects: Counts & { amountFen: number; claimingOrganisations: number };
	microWishes: Counts & { distinctClaimingMembers: number };
	by: Breakdown['by'];
}

/**
 * The figures of a centre, counted from its rows in one snapshot. A wish belongs to the year in which it was collected;
 * it is claimed while somebody holds a place of it, and completed once its person has confirmed it. `amountFen` is what
 * the projects have cost. Organisations and members count once, however much they claim.
 */
export const wishStatistics = (
	db: Db,
	centreId: string,
	{ year }: { year?: number | undefined } = {}
): Promise<WishStatistics> =>
	db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (snapshot) => {
			const { asOf, amountFen } = await costsOf(snapshot, centreId, year);
			const { total, by } = await breakdownOf(snapshot, centreId, year);
			const claimers = await claimersIn(snapshot, centreId, year);
			return {
				year: year ?? null,
				asOf,
				microProjects: { ...total.project, amountFen, claimingOrganisations: claimers('project').organisations },
				microWishes: { ...total.wish, distinctClaimingMembers: claimers('wish').members },
				by
			};
		});

/** The years in which the centre collects wishes, from the first one up to the last; none before the first wish. */
export async function yearsOf(db: Db, centreId: string): Promise<number[]> {
	const { rows } = await sql<{ first: number | null; last: number | null }>`
		select extract(year from min(collected_on))::int as first, extract(year from max(collected_on))::int as last
		from wishes.wish where centre_id = ${centreId}`.execute(db);
	const { first = null, last = null } = rows[0] ?? {};
	return first === null || last === null ? [] : Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

async function costsOf(db: Db, centreId: string, year?: number): Promise<{ asOf: Date; amountFen: number }> {
	const { rows } = await sql<{ asOf: Date; amountFen: number }>`
		select now() as "asOf", coalesce(sum(c.amount_fen), 0)::bigint as "amountFen"
		from wishes.wish w join wishes.cost c on c.centre_id = w.centre_id and c.wish_id = w.id
		where ${collectedIn(centreId, year)} and w.kind = 'project'`.execute(db);
	return rows[0] as { asOf: Date; amountFen: number };
}

async function claimersIn(db: Db, centreId: string, year?: number) {
	const { rows } = await sql<{ kind: WishKind; members: number; organisations: number }>`
		select kind, count(member_id) as members, count(organisation_id) as organisations
		from (
			select distinct w.kind, k.member_id, k.organisation_id
			from wishes.wish w join wishes.claim k on k.centre_id = w.centre_id and k.wish_id = w.id and k.state = 'held'
			where ${collectedIn(centreId, year)}
		) as claimer
		group by kind`.execute(db);
	return (kind: WishKind) => rows.find((row) => row.kind === kind) ?? { members: 0, organisations: 0 };
}
