import type { TaskTable } from '#kernel/jobs.ts';

const DAY_MS = 86_400_000;

export const identityTasks: TaskTable = {
	tasks: {
		/** Removes sessions, codes and counted tries that are over. */
		sweepIdentity: async ({ db, clock }) => {
			const now = clock();
			const yesterday = new Date(now.getTime() - DAY_MS);
			await db.deleteFrom('identity.session').where('expires_at', '<', now).execute();
			await db.deleteFrom('identity.verification').where('expires_at', '<', yesterday).execute();
			await db.deleteFrom('identity.throttle').where('window_start', '<', yesterday).execute();
		}
	},
	crontab: { sweepIdentity: '43 * * * *' }
};
