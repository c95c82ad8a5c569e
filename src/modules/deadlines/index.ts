export {
	addDays,
	addWorkdays,
	days,
	daysBetween,
	dueOn,
	isWorkday,
	shanghaiDate,
	workdays,
	workdaysBetween,
	type Day,
	type Days,
	type Due,
	type Overrides,
	type Period,
	type Unit,
	type Workdays
} from './calendar.ts';
export { type DeadlineView } from './deadline.ts';
export { PauseDeadline, ResumeDeadline, SetDayOverride } from './forms.ts';
export { mayDecideDays, mayPauseDeadlines } from './policy.ts';
export { LimitValue, warnWithin } from './settings.ts';
