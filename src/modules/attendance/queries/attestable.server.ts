import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import type { Span } from '../stay.ts';

/** Somebody who came to a shift, as the organiser attests them. */
export interface Attestable extends Span {
	memberId: string;
	stayId: string;
	personId: string;
	/** On whose roster they came. */
	organisationId: string | null;
	hours: { id: string; startsAt: Date; endsAt: Date; minutes: number } | null;
}

/** Those of the members who have a stay in the shift. */
export async function attestable(
	db: Db,
	centreId: string,
	{ id }: { id: string },
	members: readonly { memberId: string }[]
): Promise<Map<string, Attestable>> {
	const rows = await db
		.selectFrom('attendance.stay as a')
		.innerJoin('posts.sign_up as u', (join) =>
			join.onRef('u.centre_id', '=', 'a.centre_id').onRef('u.id', '=', 'a.sign_up_id')
		)
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'a.centre_id').onRef('m.id', '=', 'a.member_id')
		)
		.leftJoin('attendance.hours as h', (join) =>
			join.onRef('h.centre_id', '=', 'a.centre_id').onRef('h.stay_id', '=', 'a.id').on('h.voided_at', 'is', null)
		)
		.select([
			...(['a.id', 'a.member_id', 'a.came_at', 'a.left_at', 'u.organisation_id', 'm.person_id'] as const),
			...(['h.id as hours_id', 'h.starts_at', 'h.ends_at', 'h.minutes'] as const)
		])
		.where('a.centre_id', '=', centreId)
		.where('a.shift_id', '=', id)
		.where('a.member_id', '=', sql<string>`any(${members.map(({ memberId }) => memberId)}::uuid[])`)
		.execute();
	return new Map(
		rows.map((row) => [
			row.member_id,
			{
				...{ memberId: row.member_id, stayId: row.id, personId: row.person_id },
				...{ organisationId: row.organisation_id, cameAt: row.came_at, leftAt: row.left_at },
				hours:
					row.hours_id && row.starts_at && row.ends_at
						? { id: row.hours_id, startsAt: row.starts_at, endsAt: row.ends_at, minutes: row.minutes ?? 0 }
						: null
			}
		])
	);
}
