import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import type { WishKind } from '#modules/wishes/index.ts';
import type { ClaimerLine, Counts, Worth } from '../figure.ts';
import { breakdownOf, type Breakdown } from './breakdown.server.ts';
import { claimersIn, topClaimers, type Claimers } from './claimers.server.ts';

/** Who holds places of micro-wishes and micro-projects: organisations by name, members only as a number. */
export interface ClaimerStatistics {
	organisations: ClaimerLine[];
	members: Claimers;
}

export interface WishStatistics {
	/** None: of all years. */
	year: number | null;
	/** The moment at which all of it was true at once. */
	asOf: Date;
	microProjects: Counts & Worth & { claimingOrganisations: number; distinctClaimingMembers: number };
	microWishes: Counts & Worth & { claimingOrganisations: number; distinctClaimingMembers: number };
	by: Breakdown['by'] & { claimer: ClaimerStatistics };
}

/**
 * The figures of a centre in one snapshot, as its rows make them. A wish belongs to the year in which it was collected; it is
 * claimed while somebody holds a place of it, and completed once its person has confirmed it; a merged or converted entry
 * counts as the one it went into. `amountFen` is what the work has cost. Organisations and members count once, however much
 * they claim.
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
			const { rows } = await sql<{ asOf: Date }>`select now() as "asOf"`.execute(snapshot);
			const { total, by } = await breakdownOf(snapshot, centreId, year);
			const claimers = await claimersIn(snapshot, centreId, year);
			const organisations = await topClaimers(snapshot, centreId, { kind: 'organisation', year });
			const figuresOf = (kind: WishKind) => ({
				...total[kind],
				claimingOrganisations: claimers(kind, 'organisation').distinct,
				distinctClaimingMembers: claimers(kind, 'member').distinct
			});
			return {
				year: year ?? null,
				asOf: rows[0]?.asOf ?? new Date(),
				microProjects: figuresOf('project'),
				microWishes: figuresOf('wish'),
				by: { ...by, claimer: { organisations, members: claimers('wish', 'member') } }
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
