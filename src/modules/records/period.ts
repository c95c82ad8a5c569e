/** A year (2026) or a quarter of one (2026Q3), as the days of Shanghai have it. */
export type Period = string;

/** A day, YYYY-MM-DD; both days belong to it. */
export interface Span {
	from: string;
	to: string;
}

const ENDS = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' } as const;
const NUMERALS = { 1: '一', 2: '二', 3: '三', 4: '四' } as const;
type Which = keyof typeof ENDS;

const partsOf = (period: Period): { year: number; quarter: Which | undefined } => {
	const [year = '', quarter] = period.split('Q');
	return { year: Number(year), quarter: quarter === undefined ? undefined : (Number(quarter) as Which) };
};

/** The first and the last day. */
export function spanOf(period: Period): Span {
	const { year, quarter } = partsOf(period);
	if (quarter === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
	return { from: `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`, to: `${year}-${ENDS[quarter]}` };
}

/** The moments at which it begins, and from which on it is over. China has kept UTC+8 since 1992. */
export function momentsOf({ from, to }: Span): { from: Date; before: Date } {
	const end = new Date(`${to}T00:00:00+08:00`);
	return { from: new Date(`${from}T00:00:00+08:00`), before: new Date(end.getTime() + 86_400_000) };
}

export const yearOf = (day: string): Period => day.slice(0, 4);
export const quarterOf = (day: string): Period => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

export function quarterBefore(quarter: Period): Period {
	const { year, quarter: which = 1 } = partsOf(quarter);
	return which === 1 ? `${year - 1}Q4` : `${year}Q${which - 1}`;
}

/** 2026年, 2026年第三季度. */
export function periodWords(period: Period): string {
	const { year, quarter } = partsOf(period);
	return `${year}年${quarter === undefined ? '' : `第${NUMERALS[quarter]}季度`}`;
}

/** What there is to choose from on a day: the year with its quarters so far, and the four years before. */
export function periodsAt(day: string): Period[] {
	const [year, last] = [Number(day.slice(0, 4)), Number(quarterOf(day).slice(-1))];
	const quarters = Array.from({ length: last }, (_, at) => `${year}Q${last - at}`);
	return [`${year}`, ...quarters, ...[1, 2, 3, 4].map((back) => `${year - back}`)];
}

/** Minutes as people read them: 3.5小时, 40分钟. */
export function hoursWords(minutes: number): string {
	if (minutes < 60) return `${minutes}分钟`;
	return `${Number((minutes / 60).toFixed(1))}小时`;
}
