export { endDeadline, startDeadline } from './commands/clock.server.ts';
export { startDeadlines } from './commands/clocks.server.ts';
export { pauseDeadline, resumeDeadline } from './commands/pause.server.ts';
export { setDayOverride } from './commands/set-day-override.server.ts';
export { deadlineTasks } from './jobs.server.ts';
export {
	dayOverridesOf,
	deadlinesOf,
	lightsFor,
	limitOf,
	overridesOf,
	pausesOf,
	type DayOverride,
	type PauseView
} from './queries.server.ts';
export { type DeadlineView, type Subject } from './deadline.ts';
