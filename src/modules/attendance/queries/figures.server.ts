import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';

/** What begins from `from` on and before `to`. */
interface Period {
	from: Date;
	to: Date;
}

export type HoursDimension = 'member' | 'organisation' | 'field' | 'community' | 'month';

export interface MinutesSlice {
	/** The id, the code of the field, or the month as YYYY-MM in Shanghai; null for hours that belong to none. */
	key: string | null;
	minutes: number;
	/** Times somebody served (人次). */
	attendances: number;
	/** Distinct people (人数). */
	people: number;
}

const keys: Record<HoursDimension, RawBuilder<string | null>> = {
	member: sql`member_id`,
	organisation: sql`organisation_id`,
	field: sql`field`,
	community: sql`community_id`,
	month: sql`to_char(starts_at at time zone 'Asia/Shanghai', 'YYYY-MM')`
};

/** Attested minutes that count, by one thing, in the order of its keys. */
export async function minutesBy(
	db: Db,
	centreId: string,
	{ from, to, by }: Period & { by: HoursDimension }
): Promise<MinutesSlice[]> {
	const { rows } = await sql<MinutesSlice>`
		select ${keys[by]} as key, sum(minutes)::bigint as minutes, count(*)::bigint as attendances,
			count(distinct member_id)::bigint as people
		from attendance.hours
		where centre_id = ${centreId} and voided_at is null and starts_at >= ${from} and starts_at < ${to}
		group by 1 order by 1`.execute(db);
	return rows;
}

export interface AttendanceFigures {
	/** Times somebody came to a shift (人次). */
	attendances: number;
	/** Distinct people who came (人数). */
	people: number;
	/** The same of those whose hours are attested. */
	attestedAttendances: number;
	attestedPeople: number;
	minutes: number;
}

/** Who came in a period, and what of it is attested: counted from rows. */
export async function attendanceFigures(db: Db, centreId: string, { from, to }: Period): Promise<AttendanceFigures> {
	const { rows } = await sql<AttendanceFigures>`
		select * from (
			select count(*)::bigint as attendances, count(distinct member_id)::bigint as people from attendance.stay
			where centre_id = ${centreId} and came_at >= ${from} and came_at < ${to}
		) as came cross join (
			select count(*)::bigint as "attestedAttendances", count(distinct member_id)::bigint as "attestedPeople",
				coalesce(sum(minutes), 0)::bigint as minutes
			from attendance.hours
			where centre_id = ${centreId} and voided_at is null and starts_at >= ${from} and starts_at < ${to}
		) as attested`.execute(db);
	return rows[0] as AttendanceFigures;
}
