import { clockAt } from '#kernel/clock.ts';
import {
	addDays,
	addWorkdays,
	days,
	daysBetween,
	isWorkday,
	shanghaiDate,
	workdays
} from '#modules/deadlines/index.ts';

const MINUTE = 60_000;

/** When the centre wrote its members down. */
export const REGISTERED = clockAt(new Date('2020-12-07T10:00:00+08:00'));

/** The working days from the first one of a year on, as many as two years have at most. */
export function workdaysFrom(year: number): string[] {
	const all = Array.from({ length: 560 }, (_, at) => addDays(`${year}-01-01`, days(at)));
	return all.filter((day) => isWorkday(day).workday);
}

/** A moment of a Shanghai day: minutes after nine in the morning. */
export const after9 = (day: string, minutes: number): Date =>
	new Date(Date.parse(`${day}T09:00:00+08:00`) + minutes * MINUTE);

/** How many days ago the day so many working days before today was. */
export function workdaysAgo(now: Date, count: number): number {
	const today = shanghaiDate(now);
	return daysBetween(addWorkdays(today, workdays(-count)), today);
}

/**
 * A moment so many days before now, within office hours; of today, a few minutes ago. `order` keeps what happens on one
 * day in order: it counts the things that happened up to the last of `of`.
 */
export function ago(now: Date, daysBefore: number, order: number, of: number): Date {
	if (daysBefore === 0) return new Date(now.getTime() - (of - order) * 7 * MINUTE);
	return after9(addDays(shanghaiDate(now), days(-daysBefore)), order * 19);
}
