/** China has one time, eight hours ahead of UTC, all year. */
const AHEAD = 8 * 3_600_000;
const DAY = 24 * 3_600_000;
const MINUTE = 60_000;

/** The day in Shanghai, YYYY-MM-DD. */
export const dayOf = (moment: Date): string => inShanghai(moment).slice(0, 10);

/** The time on the clocks in Shanghai, HH:MM. */
export const clockOf = (moment: Date): string => inShanghai(moment).slice(11, 16);

const inShanghai = (moment: Date): string => new Date(moment.getTime() + AHEAD).toISOString();

/** The beginning of a day in Shanghai. */
export const startOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - AHEAD);

/** A time of the clock as people write it (9:05, 0905, 9点05分, ９：０５) as HH:MM; undefined when it is none. */
export function clockIn(typed: string): string | undefined {
	const text = typed.normalize('NFKC').replace(/\s/g, '');
	const [, hours, minutes = '00'] =
		/^(\d{1,2})(?:[:.点时](\d{2})?分?)$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? [];
	if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
	return `${hours.padStart(2, '0')}:${minutes}`;
}

/** Which moment a time of the clock means at something that begins at `start`: the one nearest to it, so that a night shift may pass midnight. */
export function momentAt(clock: string, start: Date, end: Date): Date {
	const [hours = 0, minutes = 0] = clock.split(':').map(Number);
	const that = startOf(dayOf(start)).getTime() + (hours * 60 + minutes) * MINUTE;
	const middle = (start.getTime() + end.getTime()) / 2;
	const near = [that - DAY, that, that + DAY].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
	return new Date(near[0] as number);
}

/** How many minutes are full. */
export const wholeMinutes = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / MINUTE);

/** The minute in which a moment lies. */
export const atMinute = (moment: Date): Date => new Date(Math.floor(moment.getTime() / MINUTE) * MINUTE);

export const minutesAfter = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * MINUTE);

/** 125 → 2小时5分钟 */
export function durationWords(minutes: number): string {
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (hours === 0) return `${rest}分钟`;
	return rest === 0 ? `${hours}小时` : `${hours}小时${rest}分钟`;
}
