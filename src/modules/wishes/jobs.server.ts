import { system } from '#kernel/actor.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { closeWish } from './commands/accept.server.ts';

const DAY_MS = 86_400_000;
/** The person has had this long to come back to it. */
const DAYS_UNTIL_CLOSED = 7;

export const wishTasks: TaskTable = {
	tasks: {
		/** Files what was confirmed a week ago: the claimers no longer see where the person lives. */
		closeAcceptedWishes: async ({ db, clock }) => {
			const day = new Date(clock().getTime() - DAYS_UNTIL_CLOSED * DAY_MS).toISOString().slice(0, 10);
			const due = await db
				.selectFrom('wishes.wish')
				.select(['centre_id', 'id'])
				.where('state', '=', 'accepted')
				.where('completed_on', '<', day)
				.limit(500)
				.execute();
			const context = { db, clock, actor: system('closeAcceptedWishes') };
			for (const { centre_id, id } of due) await closeWish(context, { centreId: centre_id, wishId: id });
		},
		/** Forgets half-written wishes and confirmation links that are over. */
		sweepWishes: async ({ db, clock }) => {
			await db.deleteFrom('wishes.draft').where('expires_at', '<', clock()).execute();
		}
	},
	crontab: { closeAcceptedWishes: '29 18 * * *', sweepWishes: '37 * * * *' }
};
