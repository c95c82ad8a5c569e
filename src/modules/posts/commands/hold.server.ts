import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { keepNext, lockPostOf } from './lock.server.ts';
import { actOnShift, channelOf } from './acting.server.ts';

/** A shift that has ended was held. Errors: Missing, Conflict. */
export const holdShift = command(
	'posts.holdShift',
	z.object({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, { centreId, shiftId }) => {
		const shift = await lockPostOf(work.db, centreId, shiftId);
		const as = actOnShift(work, shift, 'hold');
		await work.db
			.updateTable('posts.shift')
			.set({ state: 'held' })
			.where('centre_id', '=', centreId)
			.where('id', '=', shiftId)
			.execute();
		await keepNext(work, centreId, shift.postId);
		await work.record({
			centreId,
			subject: { kind: 'shift', id: shiftId },
			action: 'shift.held',
			as,
			channel: channelOf(as),
			data: { postId: shift.postId }
		});
	}
);

/** The next shift of posts whose last one has begun. */
export const keepNextOf = command(
	'posts.keepNext',
	z.object({ centreId: z.uuid(), postId: z.uuid() }),
	(work, { centreId, postId }) => keepNext(work, centreId, postId)
);
