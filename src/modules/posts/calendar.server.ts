import { ICalCalendar, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { Context } from '#kernel/command.ts';
import { hashOf } from './commands/feed.server.ts';
import { shiftsOfMember } from './queries/shifts.server.ts';
import type { OwnShift } from './shift.ts';

/** A calendar keeps what is over for a while. */
const DAYS_BACK = 60;
const ZONE = 'Asia/Shanghai';

/** China has one zone and no summer time. */
const VTIMEZONE = `BEGIN:VTIMEZONE
TZID:${ZONE}
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE`;

/** The calendar behind the address of a feed, as iCalendar; undefined when the address opens nothing. No names are in it. */
export async function calendarBehind(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	centre: { id: string; slug: string; name: string },
	token: string,
	origin: string
): Promise<string | undefined> {
	const feed = await db
		.selectFrom('posts.feed')
		.select('member_id')
		.where('centre_id', '=', centre.id)
		.where('token_hash', '=', hashOf(token))
		.executeTakeFirst();
	if (!feed) return undefined;
	const from = new Date(clock().getTime() - DAYS_BACK * 86_400_000);
	const shifts = await shiftsOfMember(db, centre.id, feed.member_id, { from });
	return calendarOf(centre, shifts, origin, clock());
}

function calendarOf(
	{ slug, name }: { slug: string; name: string },
	shifts: readonly OwnShift[],
	origin: string,
	now: Date
): string {
	const calendar = new ICalCalendar({
		name: `${name}：我的班次`,
		prodId: '//Meihua//Shifts//ZH',
		timezone: { name: ZONE, generator: () => VTIMEZONE },
		ttl: 3600
	});
	for (const shift of shifts)
		calendar.createEvent({
			id: `${shift.signUpId}@meihua`,
			start: at(shift.startsAt, ZONE),
			end: at(shift.endsAt, ZONE),
			timezone: ZONE,
			stamp: at(now, 'UTC'),
			summary: shift.signUp === 'waiting' ? `（候补）${shift.title}` : shift.title,
			location: shift.place,
			url: `${origin}/my/${slug}/shifts/${shift.id}`,
			status: shift.signUp === 'waiting' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
		});
	// the library writes the moment of making as a local time; the standard (RFC 5545, 3.8.7.2) has it in UTC
	return calendar.toString().replace(/^(DTSTAMP:\d{8}T\d{6})(?=\r?$)/gm, '$1Z');
}

const at = (moment: Date, zone: string) =>
	Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone);
