import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import { isId } from '#kernel/ids.ts';
import { mayKeepAttendance, representedBy } from '../policy.ts';

/** A shift in the list of whoever runs it. */
export interface ShiftLine {
	id: string;
	title: string;
	place: string;
	startsAt: Date;
	endsAt: Date;
	places: number;
	/** How many signed up, came, are there now, and have hours attested. */
	signedUp: number;
	came: number;
	present: number;
	attested: number;
}

export type ShiftPart = 'now' | 'waiting' | 'past';

const PAGE = 20;
const DAY = 24 * 3_600_000;

/**
 * The shifts somebody runs: those about now (`now`: end within the day behind, begin within the day ahead), those that are over
 * and have somebody without attested hours (`waiting`), or all that are over. Next first for `now`, else newest first.
 */
export async function shiftsToKeep(
	{ db, actor, clock }: Context,
	centreId: string,
	{ part, after }: { part: ShiftPart; after?: string | undefined }
): Promise<{ shifts: ShiftLine[]; next: string | null }> {
	const now = clock();
	const own = representedBy(actor, centreId);
	if (!mayKeepAttendance(actor, centreId) && own.length === 0) return { shifts: [], next: null };
	const whose = mayKeepAttendance(actor, centreId) ? sql`true` : sql`p.organisation_id = any(${own}::uuid[])`;
	const order = part === 'now' ? sql.raw('asc') : sql.raw('desc');
	const beyond = part === 'now' ? sql.raw('>') : sql.raw('<');
	const dayBehind = new Date(now.getTime() - DAY);
	const dayAhead = new Date(now.getTime() + DAY);
	const when = {
		now: sql`s.starts_at > ${new Date(now.getTime() - 2 * DAY)} and s.ends_at > ${dayBehind} and s.starts_at < ${dayAhead}`,
		past: sql`s.starts_at < ${now} and s.ends_at <= ${now}`,
		waiting: sql`s.ends_at <= ${now} and s.id in (
			select shift_id from attendance.stay where centre_id = ${centreId} and came_at is not null and not attested)`
	}[part];
	const from = isId(after)
		? sql`(s.starts_at, s.id) ${beyond} (select starts_at, id from posts.shift where centre_id = ${centreId} and id = ${after})`
		: sql`true`;
	const { rows } = await sql<ShiftLine>`
		select s.id, p.title, coalesce(s.place, p.place) as place, s.starts_at as "startsAt", s.ends_at as "endsAt", s.places,
			(select count(*) from posts.sign_up u where u.centre_id = s.centre_id and u.shift_id = s.id and u.state = 'held') as "signedUp",
			a.came, a.present, a.attested
		from posts.shift s join posts.post p on p.centre_id = s.centre_id and p.id = s.post_id
		cross join lateral (
			select count(*) filter (where came_at is not null) as came,
				count(*) filter (where came_at is not null and left_at is null) as present,
				count(*) filter (where stay.attested) as attested
			from attendance.stay where stay.centre_id = s.centre_id and stay.shift_id = s.id
		) as a
		where s.centre_id = ${centreId} and s.state <> 'cancelled' and p.state <> 'draft' and ${whose} and ${when} and ${from}
		order by s.starts_at ${order}, s.id ${order} limit ${PAGE + 1}`.execute(db);
	const shifts = rows.slice(0, PAGE);
	return { shifts, next: rows.length > PAGE ? (shifts.at(-1)?.id ?? null) : null };
}
