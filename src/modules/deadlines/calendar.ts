import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { Temporal } from 'temporal-polyfill';

/**
 * China's working calendar. Pure, and free of the machine's time zone: a day is a Shanghai date 'YYYY-MM-DD'.
 * The published tables are read directly: chinese-days' own functions look at local getters and are a day off in America.
 * Functions throw RangeError for what is not a date.
 */
export type Day = string;

declare const unit: unique symbol;
/** A number of calendar days. Not to be mixed up with Workdays. */
export type Days = number & { readonly [unit]: 'days' };
/** A number of working days by China's calendar. */
export type Workdays = number & { readonly [unit]: 'workdays' };

export const days = (count: number): Days => whole(count) as Days;
export const workdays = (count: number): Workdays => whole(count) as Workdays;

export type Unit = 'days' | 'workdays' | 'months';

/** Single days an office has decided: true = work, false = off. They win over the published calendar. */
export type Overrides = ReadonlyMap<Day, boolean>;

/** A date; provisional (暂定) when it rests on a year whose holidays are not published yet. */
export interface Due {
	date: Day;
	provisional: boolean;
}

/** The date in Shanghai at a moment. */
export const shanghaiDate = (instant: Date): Day =>
	Temporal.Instant.fromEpochMilliseconds(instant.getTime())
		.toZonedDateTimeISO('Asia/Shanghai')
		.toPlainDate()
		.toString();

/** Whether people work on a day; provisional when its year is not published, so that only weekends are known. */
export function isWorkday(date: Day, overrides?: Overrides): { workday: boolean; provisional: boolean } {
	return stateOf(parse(date), overrides);
}

export const addDays = (date: Day, count: Days): Day => parse(date).add({ days: count }).toString();

/** The count-th working day after the date (before it, when negative); the date itself does not count. 0 is the date itself. */
export const addWorkdays = (date: Day, count: Workdays, overrides?: Overrides): Day =>
	walk(parse(date), count, overrides).date;

export interface Period {
	/** The day of the event; it does not count (民法典 201). */
	startedOn: Day;
	amount: number;
	unit: Unit;
	/** How long the clock stood still on the way, in working days when the unit is workdays, else in days. */
	paused?: number;
}

/**
 * The last day of a period. Months end on the corresponding day or the month's last (民法典 202); a last day that is a
 * holiday or a day of rest moves to the next working day (民法典 203).
 */
export function dueOn({ startedOn, amount, unit, paused = 0 }: Period, overrides?: Overrides): Due {
	if (whole(amount) < 0 || whole(paused) < 0) throw new RangeError('a period is not negative');
	const start = parse(startedOn);
	if (unit === 'workdays' && amount + paused > 0) return walk(start, amount + paused, overrides);
	const end = unit === 'months' ? start.add({ months: amount }) : start.add({ days: amount });
	return nextWorkday(end.add({ days: paused }), overrides);
}

/** The working days after `from` up to and including `to`; negative when `to` lies before `from`. */
export function workdaysBetween(from: Day, to: Day, overrides?: Overrides): Workdays {
	const [start, end] = [parse(from), parse(to)];
	if (Temporal.PlainDate.compare(start, end) > 0) return workdays(0 - workdaysBetween(to, from, overrides));
	let count = 0;
	for (let day = start; !day.equals(end);) {
		day = day.add(ONE_DAY);
		if (stateOf(day, overrides).workday) count += 1;
	}
	return workdays(count);
}

/** The days after `from` up to and including `to`; negative when `to` lies before `from`. */
export const daysBetween = (from: Day, to: Day): Days => days(parse(from).until(parse(to)).days);

/** A stretch before an end: so many days, or so many working days. */
export interface Stretch {
	amount: number;
	unit: 'days' | 'workdays';
}

/** The last day that lies within a stretch from a day on, inclusive (民法典 1259). */
export const lastDayWithin = (today: Day, { amount, unit }: Stretch, overrides?: Overrides): Day =>
	unit === 'days'
		? addDays(today, days(amount))
		: addDays(addWorkdays(today, workdays(amount + 1), overrides), days(-1));

export type Light = 'green' | 'yellow' | 'red';

/** Red once the due day has passed, yellow from `warnWithin` (inclusive, 民法典 1259) before it, green before that. */
export function light(due: Day, today: Day, warnWithin: Stretch, overrides?: Overrides): Light {
	if (daysBetween(today, due) < 0) return 'red';
	return due <= lastDayWithin(today, warnWithin, overrides) ? 'yellow' : 'green';
}

/** What is left, in words: 还有3个工作日, 今天到期, 已超期2天. A stretch without any working day is told in days. */
export function remaining(due: Day, today: Day, unit: Unit, overrides?: Overrides): string {
	const left = daysBetween(today, due);
	if (left === 0) return '今天到期';
	const working = unit === 'workdays' ? Math.abs(workdaysBetween(today, due, overrides)) : 0;
	return `${left > 0 ? '还有' : '已超期'}${working > 0 ? `${working}个工作日` : `${Math.abs(left)}天`}`;
}

const ONE_DAY = { days: 1 };
const holidays: Readonly<Record<Day, string | undefined>> = published.holidays;
const makeUpDays: Readonly<Record<Day, string | undefined>> = published.workdays;

const parse = (date: Day) => Temporal.PlainDate.from(date);

function whole(count: number): number {
	if (!Number.isSafeInteger(count)) throw new RangeError('a number of days is whole');
	return count;
}

function stateOf(day: Temporal.PlainDate, overrides?: Overrides): { workday: boolean; provisional: boolean } {
	const date = day.toString();
	const decided = overrides?.get(date);
	if (decided !== undefined) return { workday: decided, provisional: false };
	const workday = makeUpDays[date] !== undefined || (day.dayOfWeek <= 5 && holidays[date] === undefined);
	return { workday, provisional: !isPublished(day.year) };
}

/** National Day is a holiday of every year, so a year without it is one the tables do not carry. */
const isPublished = (year: number) => holidays[`${year}-10-01`] !== undefined;

/** Provisional when any day on the way is: a holiday there would push the end. */
function walk(start: Temporal.PlainDate, count: number, overrides?: Overrides): Due {
	const step = { days: Math.sign(count) };
	let [day, provisional] = [start, false];
	for (let left = Math.abs(count); left > 0;) {
		day = day.add(step);
		const state = stateOf(day, overrides);
		provisional ||= state.provisional;
		if (state.workday) left -= 1;
	}
	return { date: day.toString(), provisional };
}

function nextWorkday(day: Temporal.PlainDate, overrides?: Overrides): Due {
	const { workday, provisional } = stateOf(day, overrides);
	if (workday) return { date: day.toString(), provisional };
	const next = walk(day, 1, overrides);
	return { date: next.date, provisional: provisional || next.provisional };
}
