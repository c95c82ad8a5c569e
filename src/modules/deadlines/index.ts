export {
	addDays,
	addWorkdays,
	days,
	daysBetween,
	isWorkday,
	shanghaiDate,
	workdays,
	type Day,
	type Days,
	type Due,
	type Overrides,
	type Period,
	type Unit,
	type Workdays
} from './calendar.ts';
export { type DeadlineView } from './deadline.ts';
export { PauseDeadline, SetDayOverride } from './forms.ts';
export { mayPauseDeadlines } from './policy.ts';
export { LimitValue, warnWithin } from './settings.ts';
