import type { OpeningLimits } from './settings.ts';

/** Why an opening of contact details stands out, in words for whoever leads. */
export const unusualRules = {
	often: '当天查看次数太多',
	oddHour: '不在平常的时间',
	notTheirs: '不是自己经办的事',
	ended: '事情早就办结',
	samePerson: '反复查看同一个人',
	sameReason: '理由一模一样，写了很多次',
	notFollowed: '看了以后没有联系或走访的记录'
} as const;
export type UnusualRule = keyof typeof unusualRules;

/** What is known of one opening at the time it is looked at. */
export interface Considered {
	/** The hour of the day in Shanghai, with its fraction. */
	hour: number;
	/** Openings by the same account on that day up to this one. */
	thatDay: number;
	/** Openings of the same person by the same account in the seven days up to this one. */
	samePerson: number;
	/** How often the same account gave the very same reason in the thirty days up to this one. */
	sameReason: number;
	/** Whether somebody of the staff looked at what another has in hand. */
	isAnothers: boolean;
	/** How long the matter had ended; null while it had not. */
	daysSinceEnd: number | null;
	/** Whether contact, a visit or another step was written down in time; null while there is still time. */
	wasFollowed: boolean | null;
}

/** Every rule that an opening breaks, in the order of the words. */
export const unusualIn = (opening: Considered, limits: OpeningLimits): UnusualRule[] => {
	const broken: Record<UnusualRule, boolean> = {
		often: opening.thatDay > limits.perDay,
		oddHour: opening.hour < limits.fromHour || opening.hour >= limits.toHour,
		notTheirs: opening.isAnothers,
		ended: opening.daysSinceEnd !== null && opening.daysSinceEnd > limits.endedDays,
		samePerson: opening.samePerson >= limits.samePerson,
		sameReason: opening.sameReason >= limits.sameReason,
		notFollowed: opening.wasFollowed === false
	};
	return (Object.keys(unusualRules) as UnusualRule[]).filter((rule) => broken[rule]);
};
