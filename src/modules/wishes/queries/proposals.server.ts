import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { claimerLabels } from '#modules/directory/server.ts';
import { claimerOf } from '../commands/lock.server.ts';
import type { WishState } from '../lifecycle.ts';
import { maySeeAll } from '../policy.ts';
import { MOST_COUNTED } from '../queues.ts';

/** A claimer who was not in touch in time: does the place go back to the wall? */
export interface Proposal {
	id: string;
	wishId: string;
	reference: string;
	title: string | null;
	state: WishState;
	claimer: string;
	lead: boolean;
	pledge: string | null;
	claimedAt: Date;
	proposedAt: Date;
}

const MOST_SHOWN = 100;

/** What waits to be decided, the longest waiting first; at most a hundred. Errors: Missing. */
export async function proposalsIn(context: Context, centreId: string): Promise<Proposal[]> {
	requireStaff(context, centreId);
	const rows = await context.db
		.selectFrom('wishes.release_proposal as p')
		.innerJoin('wishes.claim as c', (join) =>
			join.onRef('c.centre_id', '=', 'p.centre_id').onRef('c.id', '=', 'p.claim_id')
		)
		.innerJoin('wishes.wish as w', (join) =>
			join.onRef('w.centre_id', '=', 'p.centre_id').onRef('w.id', '=', 'p.wish_id')
		)
		.select(['p.id', 'p.wish_id', 'p.proposed_at', 'w.reference', 'w.title', 'w.state'])
		.select(['c.member_id', 'c.organisation_id', 'c.lead', 'c.pledge', 'c.claimed_at'])
		.where('p.centre_id', '=', centreId)
		.where('p.decided_at', 'is', null)
		.orderBy('p.proposed_at')
		.orderBy('p.id')
		.limit(MOST_SHOWN)
		.execute();
	const claimers = rows.map((row) => claimerOf(row).id);
	const labels = await claimerLabels(context.db, centreId, [...new Set(claimers)]);
	return rows.map((row, at) => ({
		id: row.id,
		wishId: row.wish_id,
		reference: row.reference,
		title: row.title,
		state: row.state as WishState,
		claimer: labels.get(claimers[at] ?? '') ?? '认领人',
		lead: row.lead,
		pledge: row.pledge,
		claimedAt: row.claimed_at,
		proposedAt: row.proposed_at
	}));
}

/** How many wait; MOST_COUNTED stands for that many or more. Errors: Missing. */
export async function proposalCount(context: Context, centreId: string): Promise<number> {
	requireStaff(context, centreId);
	const { rows } = await sql<{ count: number }>`
		select count(*) as count from (
			select from wishes.release_proposal where centre_id = ${centreId} and decided_at is null
			order by proposed_at limit ${MOST_COUNTED}
		) as waiting`.execute(context.db);
	return rows[0]?.count ?? 0;
}

function requireStaff({ actor }: Context, centreId: string): void {
	if (!maySeeAll(actor, centreId)) throw new Missing('没有这个页面。');
}
