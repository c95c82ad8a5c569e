import { system } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { closeWish } from './commands/accept.server.ts';

export const wishTasks: TaskTable = {
	tasks: {
		/** Files what was confirmed and not reopened in time. */
		closeAcceptedWishes: async ({ db, clock }) => {
			const context = { db, clock, actor: system('closeAcceptedWishes') };
			for (const { centreId, wishId } of await overdue(context)) await closeWish(context, { centreId, wishId });
		},
		/** Forgets half-written wishes. */
		sweepWishes: async ({ db, clock }) => {
			await db.deleteFrom('wishes.draft').where('expires_at', '<', clock()).execute();
		}
	},
	crontab: { closeAcceptedWishes: '29 * * * *', sweepWishes: '37 * * * *' }
};

/** Confirmed wishes whose clock for coming back to them has run out, the longest done first. */
async function overdue({ db, clock }: Context) {
	const accepted = await db
		.selectFrom('wishes.wish')
		.select(['centre_id', 'id'])
		.where('state', '=', 'accepted')
		.orderBy('completed_on')
		.limit(500)
		.execute();
	const today = shanghaiDate(clock());
	const byCentre = Object.groupBy(accepted, ({ centre_id }) => centre_id);
	const found = await Promise.all(
		Object.entries(byCentre).map(async ([centreId, rows = []]) => {
			const deadlines = await deadlinesOf(
				db,
				centreId,
				rows.map(({ id }) => id),
				today
			);
			return rows.filter(({ id }) => deadlines.get(id)?.light === 'red').map(({ id }) => ({ centreId, wishId: id }));
		})
	);
	return found.flat();
}
