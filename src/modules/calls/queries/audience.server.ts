import { sql, type ExpressionBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';
import type { DB } from '#kernel/tables.ts';
import type { Audience, Meeting } from '../call.ts';

/** A wave as it is kept. */
export interface WaveRow extends Audience {
	number: number;
	expected: number | null;
	told: number;
	lastMemberId: string | null;
	sentAt: Date | null;
	doneAt: Date | null;
}

export const wavesOf = (db: Db, centreId: string, callId: string): Promise<WaveRow[]> =>
	db
		.selectFrom('calls.wave')
		.select(['number', 'met', 'communities', 'grids', 'kinds', 'skills', 'fields', 'expected', 'told'])
		.select(['last_member_id as lastMemberId', 'sent_at as sentAt', 'done_at as doneAt'])
		.$narrowType<{ met: Meeting }>()
		.where('centre_id', '=', centreId)
		.where('call_id', '=', callId)
		.orderBy('number')
		.execute();

type Sources = { m: DB['directory.member']; r: DB['checkins.member_check_in'] };
type Where = ExpressionBuilder<DB & Sources, 'm' | 'r'>;

/**
 * Active members with an active check-in who answer to what is asked, want calls, and were not told of this one yet; each as
 * often as they have check-ins that do.
 */
export const audienceOf = (db: Db, centreId: string, callId: string, audience: Audience) =>
	db
		.selectFrom('directory.member as m')
		.innerJoin('checkins.member_check_in as r', (join) =>
			join.onRef('r.centre_id', '=', 'm.centre_id').onRef('r.member_id', '=', 'm.id')
		)
		.where('m.centre_id', '=', centreId)
		.where('m.active', '=', true)
		.where('r.state', '=', 'active')
		.where((where) => asked(where as unknown as Where, audience))
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('calls.preference as p')
						.select('p.member_id')
						.whereRef('p.centre_id', '=', 'm.centre_id')
						.whereRef('p.member_id', '=', 'm.id')
						.where('p.off', '=', true)
				)
			)
		)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('calls.told as t')
						.select('t.member_id')
						.whereRef('t.centre_id', '=', 'm.centre_id')
						.whereRef('t.member_id', '=', 'm.id')
						.where('t.call_id', '=', callId)
				)
			)
		);

/** How many people would be told, in all and by the community where they have reported in. Who has done so in two stands in both. */
export async function countAudience(db: Db, centreId: string, callId: string, audience: Audience) {
	const matching = audienceOf(db, centreId, callId, audience);
	const { all } = await matching
		.select(({ fn }) => fn.count<number>('m.id').distinct().as('all'))
		.executeTakeFirstOrThrow();
	const byCommunity = await matching
		.innerJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'r.centre_id').onRef('community.id', '=', 'r.community_id')
		)
		.select(['community.id', 'community.name', ({ fn }) => fn.count<number>('m.id').distinct().as('count')])
		.groupBy(['community.id', 'community.name'])
		.orderBy('community.name')
		.execute();
	return { all, byCommunity };
}

const asked = (where: Where, { met, ...lists }: Audience) => {
	const parts = [
		lists.communities.length > 0 && where('r.community_id', 'in', lists.communities),
		lists.grids.length > 0 && where('m.grid_id', 'in', lists.grids),
		lists.kinds.length > 0 && where('m.kind', 'in', lists.kinds),
		lists.skills.length > 0 && sql<boolean>`m.skills && ${lists.skills}::text[]`,
		lists.fields.length > 0 &&
			where.exists(
				where
					.selectFrom('calls.experience as e')
					.select('e.member_id')
					.whereRef('e.centre_id', '=', 'm.centre_id')
					.whereRef('e.member_id', '=', 'm.id')
					.where('e.field', 'in', lists.fields)
			)
	].filter((part) => part !== false);
	if (parts.length === 0) return sql<boolean>`true`;
	return met === 'all' ? where.and(parts) : where.or(parts);
};
