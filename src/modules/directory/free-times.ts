/** When somebody is usually free: a weekday, Monday 0, and a part of the day. */
export interface FreeTime {
	weekday: number;
	part: number;
}

export const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
export const dayParts = ['上午', '下午', '晚上'] as const;

/** Hours of Shanghai at which the parts begin, and at which the last ends. */
const BEGINS = [6, 12, 18, 24] as const;
const HOUR_MS = 3_600_000;
const SHANGHAI_MS = 8 * HOUR_MS;

const TIMES: readonly FreeTime[] = weekdays.flatMap((_, weekday) => dayParts.map((_, part) => ({ weekday, part })));

/** Every time there is: the whole week. */
export const EVERY_TIME = 2 ** TIMES.length - 1;

const bitOf = ({ weekday, part }: FreeTime): number => 1 << (weekday * dayParts.length + part);

/** The times of a mask, in the order of the week. */
export const freeTimesIn = (mask: number): FreeTime[] => TIMES.filter((time) => (mask & bitOf(time)) !== 0);

export const freeTimesMask = (times: readonly FreeTime[]): number =>
	times.reduce((mask, time) => mask | bitOf(time), 0);

/** Whether all of a stretch of time lies in parts of days that the mask holds. From midnight to six nobody is asked to be free. */
export function isFreeAt(mask: number, from: Date, to: Date): boolean {
	let at = from.getTime();
	const end = Math.max(to.getTime(), at + 1);
	while (at < end) {
		const local = new Date(at + SHANGHAI_MS);
		const hour = local.getUTCHours();
		const part = BEGINS.findLastIndex((begins) => hour >= begins);
		if (part < 0) return false;
		if ((mask & bitOf({ weekday: (local.getUTCDay() + 6) % 7, part })) === 0) return false;
		const next = BEGINS[part + 1] ?? 24;
		at = Math.floor((at + SHANGHAI_MS) / HOUR_MS) * HOUR_MS + (next - hour) * HOUR_MS - SHANGHAI_MS;
	}
	return true;
}

/** The mask of a stretch of time: what somebody must be free at to come. */
export const timesNeeded = (from: Date, to: Date): number =>
	freeTimesMask(TIMES.filter((time) => !isFreeAt(EVERY_TIME ^ bitOf(time), from, to)));

/** In words: 周一上午、周六全天. */
export function freeTimesInWords(mask: number): string {
	if (mask === EVERY_TIME) return '每天全天';
	return weekdays
		.flatMap((day, weekday) => {
			const parts = dayParts.filter((_, part) => (mask & bitOf({ weekday, part })) !== 0);
			return parts.length === dayParts.length ? [`${day}全天`] : parts.map((part) => day + part);
		})
		.join('、');
}
