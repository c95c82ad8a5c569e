/** What somebody did in a period. */
export interface Done {
	minutes: number;
	times: number;
	/** Wishes and projects that were finished. */
	claims: number;
}

/** What a rule asks for: everything that is named, at least so much of it (以上 is inclusive, 民法典 1259). */
export interface Least {
	leastMinutes: number | null;
	leastTimes: number | null;
	leastClaims: number | null;
}

export const deserves = ({ leastMinutes, leastTimes, leastClaims }: Least, done: Done): boolean =>
	[leastMinutes, leastTimes, leastClaims].some((least) => least !== null) &&
	done.minutes >= (leastMinutes ?? 0) &&
	done.times >= (leastTimes ?? 0) &&
	done.claims >= (leastClaims ?? 0);

/** 服务满20小时、参加3次以上、完成1个心愿. */
export function leastWords({ leastMinutes, leastTimes, leastClaims }: Least): string {
	const parts = [
		leastMinutes !== null && `服务满${Number((leastMinutes / 60).toFixed(1))}小时`,
		leastTimes !== null && `参加满${leastTimes}次`,
		leastClaims !== null && `完成心愿或项目满${leastClaims}个`
	];
	return parts.filter(Boolean).join('，');
}

/** How a year was, in words. */
export const levels = { excellent: '优秀', good: '良好', qualified: '合格', lacking: '有待加强' } as const;
export type Level = keyof typeof levels;
