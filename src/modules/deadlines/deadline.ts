import {
	daysBetween,
	dueOn,
	isWorkday,
	light,
	remaining,
	workdaysBetween,
	type Day,
	type Due,
	type Light,
	type Overrides,
	type Period,
	type Unit
} from './calendar.ts';
import type { WarnWithin } from './settings.ts';

/** What a clock runs for: a wish, a claim, a case. */
export interface Subject {
	kind: string;
	id: string;
}

/** From the day of the pause to the day it ran again; the days after the first up to and with the last do not count. */
export interface Pause {
	pausedOn: Day;
	resumedOn: Day;
}

/** A deadline as pages show it: the light, and the words beside it. */
export interface DeadlineView {
	rule: string;
	dueOn: Day;
	/** Rests on a year whose holidays are not published yet. */
	provisional: boolean;
	light: Light | 'paused';
	/** 还有3个工作日, 今天到期, 已超期2天, 暂停计时; followed by （暂定） when provisional. */
	words: string;
}

/** The last day of a period whose clock stood still at times, counted anew from its start. */
export function dueAfterPauses(period: Period, pauses: readonly Pause[], overrides?: Overrides): Due {
	const working = period.unit === 'workdays';
	const between = (from: Day, to: Day) => (working ? workdaysBetween(from, to, overrides) : daysBetween(from, to));
	const paused = pauses.reduce((sum, { pausedOn, resumedOn }) => sum + between(pausedOn, resumedOn), 0);
	const due = dueOn({ ...period, paused }, overrides);
	const unsure = working && pauses.some(({ resumedOn }) => isWorkday(resumedOn, overrides).provisional);
	return { date: due.date, provisional: due.provisional || unsure };
}

export interface OpenDeadline {
	rule: string;
	dueOn: Day;
	provisional: boolean;
	unit: Unit;
	paused: boolean;
}

export function viewOf(
	{ rule, dueOn, provisional, unit, paused }: OpenDeadline,
	today: Day,
	warn: WarnWithin,
	overrides?: Overrides
): DeadlineView {
	const words = paused ? '暂停计时' : remaining(dueOn, today, unit, overrides);
	return {
		rule,
		dueOn,
		provisional,
		light: paused ? 'paused' : light(dueOn, today, warnBefore(unit, warn), overrides),
		words: provisional ? `${words}（暂定）` : words
	};
}

/** A limit in working days warns in working days; the others in days. */
export const warnBefore = (unit: Unit, warn: WarnWithin) =>
	unit === 'workdays'
		? { amount: warn.workdays, unit: 'workdays' as const }
		: { amount: warn.days, unit: 'days' as const };
