import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { Leave } from '../forms.ts';
import { shiftTime } from '../shift.ts';
import { actOnShift, channelOf } from './acting.server.ts';
import { lockShift } from './lock.server.ts';
import { tellMembers } from './member.server.ts';
import { moveUp } from './move-up.server.ts';

/**
 * A member gives their place, or their turn, back; whoever waits longest moves up. Staff, the organiser and the representative
 * whose roster it is take somebody out, who is told. Errors: Missing, Refused, Conflict once it has begun.
 */
export const leaveShift = command(
	'posts.leave',
	Leave.extend({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, { centreId, shiftId, memberId, reason }) => {
		const shift = await lockShift(work.db, centreId, shiftId);
		const own = await work.db
			.selectFrom('posts.sign_up')
			.select(['id', 'state', 'organisation_id'])
			.where('centre_id', '=', centreId)
			.where('shift_id', '=', shiftId)
			.where('member_id', '=', memberId)
			.where('state', '<>', 'cancelled')
			.executeTakeFirst();
		const as = actOnShift(work, shift, 'leave', { memberId, rosterOf: own?.organisation_id ?? null });
		if (!own) throw new Missing('没有报名这一班，或者已经退出了。');
		const isOwn = as === 'member';
		await work.db
			.updateTable('posts.sign_up')
			.set({ state: 'cancelled', place: null, ended_at: work.clock(), ended_why: isOwn ? 'left' : 'removed' })
			.where('centre_id', '=', centreId)
			.where('id', '=', own.id)
			.execute();
		await work.record({
			centreId,
			subject: { kind: 'shift', id: shiftId },
			action: isOwn ? 'shift.left' : 'shift.removed',
			as,
			channel: channelOf(as),
			data: { memberId, signUpId: own.id, organisationId: own.organisation_id, from: own.state },
			note: reason ?? null
		});
		if (!isOwn && shift.startsAt > work.clock())
			await tellMembers(
				work,
				centreId,
				[memberId],
				`您报名的“${shift.title}”（${shiftTime(shift, work.clock())}）已经为您退出，那天不用来。有疑问请联系中心。`
			);
		if (own.state === 'held') await moveUp(work, shift);
		return { state: 'cancelled' as const };
	}
);
