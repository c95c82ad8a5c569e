import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { fulfilledStates, type WishState } from '../lifecycle.ts';
import type { ClaimerKind, WishKind } from '../wish.ts';

/** Both days, YYYY-MM-DD in Shanghai, belong to it. */
interface Span {
	from: string;
	to: string;
}

/** A place that somebody holds, or held until the wish was done. */
export interface ClaimLine {
	wishId: string;
	reference: string;
	kind: WishKind;
	state: WishState;
	/** What the public reads; none before that. */
	title: string | null;
	categoryName: string;
	claimedOn: string;
	/** When the person confirmed it. */
	completedOn: string | null;
}

const claimedOn = sql<string>`(k.claimed_at at time zone 'Asia/Shanghai')::date`;

const MOST = 500;

/** What a claimer took on or finished in a time, newest first, the last 500: for whoever may see their record. Places given back do not count. */
export async function claimsOf(
	db: Db,
	centreId: string,
	{ kind, id }: { kind: ClaimerKind; id: string },
	{ from, to }: Span
): Promise<ClaimLine[]> {
	const rows = await held(db, centreId, { from, to })
		.innerJoin('wishes.category as c', (join) =>
			join.onRef('c.centre_id', '=', 'w.centre_id').onRef('c.code', '=', 'w.category')
		)
		.select(['w.id as wishId', 'w.reference', 'w.kind', 'w.state', 'w.title', 'c.name as categoryName'])
		.select([claimedOn.as('claimedOn'), 'w.completed_on as completedOn'])
		.where(kind === 'member' ? 'k.member_id' : 'k.organisation_id', '=', id)
		.orderBy('k.claimed_at', 'desc')
		.orderBy('k.id', 'desc')
		.limit(MOST)
		.execute();
	return rows.map((row) => ({ ...row, kind: row.kind as WishKind, state: row.state as WishState }));
}

/** How many places each claimer took in a time, and how many wishes were finished; of these claimers, or of everybody. */
export async function claimCounts(
	db: Db,
	centreId: string,
	kind: ClaimerKind,
	{ from, to }: Span,
	ids?: readonly string[]
): Promise<Map<string, { held: number; finished: number }>> {
	const claimer = sql.ref<string>(kind === 'member' ? 'k.member_id' : 'k.organisation_id');
	const rows = await held(db, centreId, { from, to })
		.select([
			claimer.as('id'),
			sql<number>`count(*) filter (where ${claimedOn} between ${from} and ${to})::int`.as('held'),
			sql<number>`count(*) filter (where w.state = any(${fulfilledStates}) and w.completed_on between ${from} and ${to})::int`.as(
				'finished'
			)
		])
		.where('k.claimer_kind', '=', kind)
		.$if(ids !== undefined, (query) => query.where(claimer, '=', sql<string>`any(${ids ?? []})`))
		.groupBy(claimer)
		.execute();
	return new Map(rows.map(({ id, held, finished }) => [id, { held, finished }]));
}

const held = (db: Db, centreId: string, { from, to }: Span) =>
	db
		.selectFrom('wishes.claim as k')
		.innerJoin('wishes.wish as w', (join) =>
			join.onRef('w.centre_id', '=', 'k.centre_id').onRef('w.id', '=', 'k.wish_id')
		)
		.where('k.centre_id', '=', centreId)
		.where('k.state', '=', 'held')
		.where(({ or, between }) => or([between(claimedOn, from, to), between('w.completed_on', from, to)]));
