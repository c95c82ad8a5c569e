import { Temporal } from 'temporal-polyfill';

export const SERIES_RHYTHMS = ['once', 'day', 'week', 'twoWeeks'] as const;
export type Rhythm = (typeof SERIES_RHYTHMS)[number];
export const rhythms: Record<Rhythm, string> = {
	once: '只这一次',
	day: '每天',
	week: '每周',
	twoWeeks: '每两周'
};

const STEPS: Record<Exclude<Rhythm, 'once'>, Temporal.DurationLike> = {
	day: { days: 1 },
	week: { weeks: 1 },
	twoWeeks: { weeks: 2 }
};

/** More at once nobody looks over; the next ones are planned when these have been held. */
export const MOST_IN_SERIES = 60;

export interface Series {
	/** The first day, YYYY-MM-DD. */
	day: string;
	every: Rhythm;
	/** The last day it may fall on. */
	until?: string | undefined;
	skip?: readonly string[];
}

/** The days of a series in their order, without those it skips: one more than MOST_IN_SERIES at most, so that too many show. */
export function daysOfSeries({ day, every, until = day, skip = [] }: Series): string[] {
	const days: string[] = [];
	const last = Temporal.PlainDate.from(every === 'once' ? day : until);
	for (
		let at = Temporal.PlainDate.from(day);
		Temporal.PlainDate.compare(at, last) <= 0 && days.length <= MOST_IN_SERIES;
		at = every === 'once' ? last.add({ days: 1 }) : at.add(STEPS[every])
	)
		if (!skip.includes(at.toString())) days.push(at.toString());
	return days;
}

/** The moment of a time of day (HH:MM) on a day in Shanghai. */
export const momentAt = (day: string, time: string): Date =>
	new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('Asia/Shanghai').epochMilliseconds);

/** The day and the time of day in Shanghai, as forms hold them. */
export function dayAndTime(moment: Date): { day: string; time: string } {
	const there = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO('Asia/Shanghai');
	return {
		day: there.toPlainDate().toString(),
		time: there.toPlainTime().toString({ smallestUnit: 'minute' })
	};
}
