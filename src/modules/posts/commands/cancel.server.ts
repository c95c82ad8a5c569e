import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { CancelPost, CancelShift } from '../forms.ts';
import type { ShiftRole } from '../lifecycle.ts';
import { shiftTime } from '../shift.ts';
import { actOnPost, actOnShift, channelOf } from './acting.server.ts';
import { membersIn } from './change-shift.server.ts';
import { keepNext, lockPost, lockPostOf, lockShift, type LockedShift } from './lock.server.ts';
import { tellMembers } from './member.server.ts';
import { factOf } from './post.server.ts';

/** A shift is not held; everybody in it is told. Errors: Missing, Refused, Conflict. */
export const cancelShift = command(
	'posts.cancelShift',
	CancelShift.extend({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, { centreId, shiftId, reason }) => {
		const shift = await lockPostOf(work.db, centreId, shiftId);
		await cancel(work, shift, actOnShift(work, shift, 'cancel'), reason);
		await keepNext(work, centreId, shift.postId);
		return { state: 'cancelled' as const };
	}
);

/** A post is given up with all its shifts that are still to come. Errors: as above. */
export const cancelPost = command(
	'posts.cancelPost',
	CancelPost.extend({ centreId: z.uuid(), postId: z.uuid() }),
	async (work, { centreId, postId, reason }) => {
		const post = await lockPost(work.db, centreId, postId);
		const as = actOnPost(work, post, 'cancel');
		const open = await work.db
			.selectFrom('posts.shift')
			.select('id')
			.where('centre_id', '=', centreId)
			.where('post_id', '=', postId)
			.where('state', '=', 'open')
			.where('starts_at', '>', work.clock())
			.orderBy('id')
			.execute();
		for (const { id } of open) await cancel(work, await lockShift(work.db, centreId, id), as, reason);
		await work.db
			.updateTable('posts.post')
			.set({ state: 'cancelled', next_at: null })
			.where('centre_id', '=', centreId)
			.where('id', '=', postId)
			.execute();
		await work.record({
			...factOf(centreId, postId, as),
			action: 'post.cancelled',
			data: { from: post.state, shifts: open.length },
			note: reason
		});
		return { state: 'cancelled' as const };
	}
);

async function cancel(work: Work, shift: LockedShift, as: ShiftRole, reason: string): Promise<void> {
	const { centreId, id } = shift;
	const members = await membersIn(work, shift);
	await work.db
		.updateTable('posts.sign_up')
		.set({ state: 'cancelled', place: null, ended_at: work.clock(), ended_why: 'shiftCancelled' })
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', id)
		.where('state', '<>', 'cancelled')
		.execute();
	await work.db
		.updateTable('posts.shift')
		.set({ state: 'cancelled', note: reason })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.execute();
	await work.record({
		centreId,
		subject: { kind: 'shift', id },
		action: 'shift.cancelled',
		as,
		channel: channelOf(as),
		data: { postId: shift.postId, signedUp: members.length },
		note: reason
	});
	await tellMembers(
		work,
		centreId,
		members,
		`您报名的“${shift.title}”（${shiftTime(shift, work.clock())}）取消了，那天不用来。原因：${reason}。`
	);
}
