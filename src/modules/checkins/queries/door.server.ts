import type { Db } from '#kernel/db.ts';
import type { ReporterKind } from '../check-in.ts';

/** Whether an organisation, or a member, has reported in and was accepted. */
export async function isReported(
	db: Db,
	centreId: string,
	{ kind, id }: { kind: ReporterKind; id: string }
): Promise<boolean> {
	const row =
		kind === 'member'
			? await db
					.selectFrom('checkins.member_check_in')
					.select('id')
					.where('centre_id', '=', centreId)
					.where('member_id', '=', id)
					.where('state', '=', 'active')
					.limit(1)
					.executeTakeFirst()
			: await db
					.selectFrom('checkins.organisation_check_in')
					.select('id')
					.where('centre_id', '=', centreId)
					.where('organisation_id', '=', id)
					.where('state', '=', 'active')
					.limit(1)
					.executeTakeFirst();
	return row !== undefined;
}

export interface ActiveCheckIn {
	communityId: string;
	communityName: string;
	/** The day on which it was accepted. */
	since: string;
}

/** Where a member serves, the longest first. */
export async function activeCheckInsOf(db: Db, centreId: string, memberId: string): Promise<ActiveCheckIn[]> {
	const rows = await db
		.selectFrom('checkins.member_check_in as c')
		.innerJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'c.centre_id').onRef('community.id', '=', 'c.community_id')
		)
		.select(['c.community_id as communityId', 'community.name as communityName', 'c.accepted_on as since'])
		.where('c.centre_id', '=', centreId)
		.where('c.member_id', '=', memberId)
		.where('c.state', '=', 'active')
		.orderBy('c.accepted_on')
		.orderBy('c.id')
		.execute();
	return rows.map(({ since, ...row }) => ({ ...row, since: since ?? '' }));
}
