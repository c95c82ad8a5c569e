import { system } from '#kernel/actor.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { INITIALS_AT_ONCE, keepInitials } from '#modules/directory/server.ts';
import { keepNames, NAMES_AT_ONCE } from './commands/keep-names.server.ts';

/** Makes findable what was written down before there were searches by piece and initials. */
export const peopleTasks: TaskTable = {
	tasks: {
		keepNames: async ({ db, clock }) => {
			const context = { db, clock, actor: system('keepNames') };
			while ((await keepInitials(context, {})) === INITIALS_AT_ONCE);
			while ((await keepNames(context, {})) === NAMES_AT_ONCE);
		}
	},
	crontab: { keepNames: '*/10 * * * *' }
};
