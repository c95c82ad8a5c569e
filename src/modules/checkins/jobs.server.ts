import type { TaskTable } from '#kernel/jobs.ts';
import { remindCheckIn, RemindCheckIn } from './commands/remind.server.ts';

export const checkInTasks: TaskTable = {
	tasks: {
		/** Asks whether a member or an organisation is still there. */
		remindCheckIn: (context, payload) => remindCheckIn(context, RemindCheckIn.parse(payload))
	},
	crontab: {}
};
