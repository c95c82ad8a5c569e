import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { seal } from '#kernel/secrets.ts';
import { VoidHours } from '../forms.ts';
import { hoursById } from '../queries/hours.server.ts';
import { selfIn } from '../queries/self.server.ts';
import { lockMembers } from './lock.server.ts';
import { markAttested } from './attest.server.ts';
import { organisedShift } from './organised.server.ts';

/**
 * Takes attested hours back, with a reason; they can be attested anew, and the old row stays. Errors: Missing; Refused for one's
 * own hours; Conflict when they are void already.
 */
export const voidHours = command(
	'attendance.void',
	VoidHours.extend({ centreId: z.uuid(), hoursId: z.uuid() }),
	async (work, { centreId, hoursId, reason }) => {
		const known = await hoursById(work.db, centreId, hoursId);
		if (!known) throw new Missing('没有这条时长。');
		const { as } = await organisedShift(work, centreId, known.shiftId);
		const account = accountOf(work.actor);
		if (account === null || (await selfIn(work, centreId))(known))
			throw new Refused('自己的时长不能自己作废，请另一位负责人或者工作人员来办。');
		await lockMembers(work, centreId, [known.memberId]);
		const { numUpdatedRows } = await work.db
			.updateTable('attendance.hours')
			.set({ voided_at: work.clock(), voided_by: account, voided_reason_sealed: seal(reason) })
			.where('centre_id', '=', centreId)
			.where('id', '=', hoursId)
			.where('voided_at', 'is', null)
			.executeTakeFirstOrThrow();
		if (numUpdatedRows === 0n) throw new Conflict('这条时长已经作废了，不用再办。');
		await markAttested(work, centreId, known.stayId, false);
		await work.record({
			...{ centreId, subject: { kind: 'shift', id: known.shiftId }, action: 'hours.voided', as, channel: 'online' },
			data: { hoursId, memberId: known.memberId, organisationId: known.organisationId, minutes: known.minutes },
			note: reason
		});
		return { shiftId: known.shiftId, memberId: known.memberId };
	}
);
