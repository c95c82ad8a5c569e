import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { claimerLabels } from '#modules/directory/server.ts';
import type { ClaimerKind, WishKind } from '#modules/wishes/index.ts';
import type { ClaimerLine } from '../figure.ts';

/** Claimers of one kind on wishes of one kind: how many different ones hold places, and how many places. */
export interface Claimers {
	distinct: number;
	claimed: number;
	completed: number;
}

const NOBODY: Claimers = { distinct: 0, claimed: 0, completed: 0 };

/** However much they claim, an organisation or a member counts once. */
export async function claimersIn(db: Db, centreId: string, year?: number) {
	const { rows } = await sql<Claimers & { kind: WishKind; claimerKind: ClaimerKind }>`
		select kind, claimer_kind as "claimerKind", count(*) as distinct, sum(claimed)::bigint as claimed, sum(completed)::bigint as completed
		from (
			select kind, claimer_kind, claimer_id, sum(claimed) as claimed, sum(completed) as completed
			from statistics.claimer_part where ${yearIn(centreId, year)}
			group by kind, claimer_kind, claimer_id having sum(claimed) > 0
		) as claimer
		group by kind, claimer_kind`.execute(db);
	return (kind: WishKind, claimerKind: ClaimerKind): Claimers => {
		const found = rows.find((row) => row.kind === kind && row.claimerKind === claimerKind) ?? NOBODY;
		return { distinct: found.distinct, claimed: found.claimed, completed: found.completed };
	};
}

/** Whoever holds most places first, at most so many. Members by the alias under which the centre knows them. */
export async function topClaimers(
	db: Db,
	centreId: string,
	{ kind, year, most = 100 }: { kind: ClaimerKind; year?: number | undefined; most?: number }
): Promise<ClaimerLine[]> {
	const { rows } = await sql<Omit<ClaimerLine, 'label'>>`
		select claimer_id as id, sum(claimed)::bigint as claimed, sum(completed)::bigint as completed
		from statistics.claimer_part where ${yearIn(centreId, year)} and claimer_kind = ${kind}
		group by claimer_id having sum(claimed) > 0 order by sum(claimed) desc, claimer_id limit ${most}`.execute(db);
	const labels = await claimerLabels(
		db,
		centreId,
		rows.map(({ id }) => id)
	);
	return rows.map((row) => ({ ...row, label: labels.get(row.id) ?? '' }));
}

const yearIn = (centreId: string, year: number | undefined): RawBuilder<boolean> =>
	year === undefined ? sql`centre_id = ${centreId}` : sql`centre_id = ${centreId} and year = ${year}`;
