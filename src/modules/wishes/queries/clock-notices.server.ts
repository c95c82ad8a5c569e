import { sql } from 'kysely';
import type { Transaction } from '#kernel/db.ts';
import type { WishState } from '../lifecycle.ts';

/** A clock that wants attention and that nobody was told of yet. */
export interface Notice {
	id: string;
	level: 'reminded' | 'escalated';
	rule: string;
	dueOn: string;
	/** None when the clock has stopped meanwhile: nobody needs to be told. */
	wishId: string | null;
	reference: string;
	state: WishState;
	handlerId: string | null;
	/** Of a claim's clock: who claimed. */
	claimId: string | null;
}

/** The oldest untold notices of a centre, locked; those that another process tells are left to it. */
export async function untoldNotices(db: Transaction, centreId: string, most: number): Promise<Notice[]> {
	const { rows } = await sql<Notice>`
		select n.id, n.level, n.rule, n.due_on as "dueOn", case when d.id is null then null else w.id end as "wishId",
			w.reference, w.state, w.handler_id as "handlerId", c.id as "claimId"
		from (
			select * from wishes.clock_notice where centre_id = ${centreId} and told_at is null
			order by id limit ${most} for update skip locked
		) as n
		left join wishes.claim as c on n.subject_kind = 'claim' and c.centre_id = n.centre_id and c.id = n.subject_id and c.state = 'held'
		left join wishes.wish as w on w.centre_id = n.centre_id and w.id = case n.subject_kind when 'wish' then n.subject_id else c.wish_id end
		left join deadlines.deadline as d on d.centre_id = n.centre_id and d.subject_id = n.subject_id
			and d.subject_kind = n.subject_kind and d.state = 'running' and d.rule = n.rule and d.due_on = n.due_on
		order by n.id`.execute(db);
	return rows;
}

export interface HeldPlace {
	id: string;
	wishId: string;
	memberId: string | null;
	/** The person behind the member. */
	personId: string | null;
	organisationId: string | null;
}

/** Who holds places on these wishes. */
export const placesOf = (db: Transaction, centreId: string, wishIds: readonly string[]): Promise<HeldPlace[]> =>
	wishIds.length === 0
		? Promise.resolve([])
		: db
				.selectFrom('wishes.claim as c')
				.leftJoin('directory.member as m', (join) =>
					join.onRef('m.centre_id', '=', 'c.centre_id').onRef('m.id', '=', 'c.member_id')
				)
				.select([
					'c.id',
					'c.wish_id as wishId',
					'c.member_id as memberId',
					'm.person_id as personId',
					'c.organisation_id as organisationId'
				])
				.where('c.centre_id', '=', centreId)
				.where('c.wish_id', 'in', wishIds)
				.where('c.state', '=', 'held')
				.execute();
