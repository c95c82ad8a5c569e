import type { TaskTable } from '#kernel/jobs.ts';
import { holdShift, keepNextOf } from './commands/hold.server.ts';
import { releaseQuotas } from './commands/move-up.server.ts';
import { shiftsToHold, shiftsToRelease, postsToAdvance } from './queries/due.server.ts';

export const postTasks: TaskTable = {
	tasks: {
		/** What has ended was held; lists go on to the next shift; places that organisations did not use go to those who wait. */
		turnShifts: async (context) => {
			for (const place of await shiftsToHold(context)) await holdShift(context, place);
			for (const place of await postsToAdvance(context)) await keepNextOf(context, place);
			for (const place of await shiftsToRelease(context)) await releaseQuotas(context, place);
		}
	},
	crontab: { turnShifts: '*/5 * * * *' }
};
