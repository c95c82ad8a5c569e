import { z } from 'zod';
import { system } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { centres } from '#modules/directory/server.ts';
import { DOORS_AT_ONCE, keepDoors } from '#modules/people/server.ts';
import { closeWish } from './commands/accept.server.ts';
import { sweepChanges } from './live/changes.server.ts';
import { keepLikenesses, LIKENESSES_AT_ONCE } from './duplicates/keep.server.ts';
import { proposeRelease } from './commands/release-proposal.server.ts';
import { NOTICES_AT_ONCE, tellClocks } from './commands/tell-clocks.server.ts';
import { OPENINGS_AT_ONCE, watchOpenings } from './commands/watch-openings.server.ts';

export const wishTasks: TaskTable = {
	tasks: {
		/** Files what was confirmed and not reopened in time. */
		closeAcceptedWishes: async ({ db, clock }) => {
			const context = { db, clock, actor: system('closeAcceptedWishes') };
			for (const { centreId, wishId } of await overdue(context)) await closeWish(context, { centreId, wishId });
		},
		/** Tells people of the clocks of their matters. */
		tellClocks: async (context, payload) => {
			const { centreId } = InCentre.parse(payload);
			while ((await tellClocks(context, { centreId })) === NOTICES_AT_ONCE);
		},
		proposeRelease: (context, payload) => proposeRelease(context, OfClaim.parse(payload)),
		/** Keeps which openings of contact details stand out. */
		watchOpenings: async (context) => {
			for (const { id: centreId } of await centres(context.db))
				while ((await watchOpenings(context, { centreId })) >= OPENINGS_AT_ONCE);
		},
		/** Makes what came in without it findable: by its likeness to others, and by its door. */
		keepLikeness: async (context) => {
			while ((await keepDoors(context, {})) === DOORS_AT_ONCE);
			while ((await keepLikenesses(context, {})) === LIKENESSES_AT_ONCE);
		},
		/** Forgets half-written wishes, links that are long over, and what people were told a month ago. */
		sweepWishes: async ({ db, clock }) => {
			const monthAgo = new Date(clock().getTime() - 30 * 86_400_000);
			await sweepChanges(db);
			await db.deleteFrom('wishes.draft').where('expires_at', '<', clock()).execute();
			await db.deleteFrom('wishes.own_link').where('expires_at', '<', monthAgo).execute();
			await db.deleteFrom('wishes.clock_notice').where('told_at', '<', monthAgo).execute();
		}
	},
	crontab: {
		closeAcceptedWishes: '29 * * * *',
		sweepWishes: '37 * * * *',
		watchOpenings: '*/15 * * * *',
		keepLikeness: '7,27,47 * * * *'
	}
};

const InCentre = z.object({ centreId: z.uuid() });
const OfClaim = InCentre.extend({ claimId: z.uuid() });

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
