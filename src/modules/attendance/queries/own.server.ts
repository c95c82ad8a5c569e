import type { Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import type { Shift } from '#modules/posts/index.ts';
import { shiftsOfMember } from '#modules/posts/server.ts';
import { minutesAfter } from '../moment.ts';
import { memberOf } from '../policy.ts';
import type { Span } from '../stay.ts';
import { attendedShift, openTimes, rulesFor } from './rules.server.ts';

/** What the page of a member's scan shows: the shift, whether one can come and leave now, and what is written down of them. */
export interface OwnAttendance extends Span {
	memberId: string;
	shift: Shift;
	/** From when to when scans are taken. */
	from: Date;
	until: Date;
	attestedMinutes: number | null;
}

/** Errors: Refused for whoever is no member; Missing shift. */
export async function ownAttendance(context: Context, centreId: string, shiftId: string): Promise<OwnAttendance> {
	const memberId = requireMember(context, centreId);
	const shift = await attendedShift(context.db, centreId, shiftId);
	const stay = await context.db
		.selectFrom('attendance.stay as a')
		.leftJoin('attendance.hours as h', (join) =>
			join.onRef('h.centre_id', '=', 'a.centre_id').onRef('h.stay_id', '=', 'a.id').on('h.voided_at', 'is', null)
		)
		.select(['a.came_at', 'a.left_at', 'h.minutes'])
		.where('a.centre_id', '=', centreId)
		.where('a.shift_id', '=', shift.id)
		.where('a.member_id', '=', memberId)
		.executeTakeFirst();
	return {
		...{ memberId, shift, ...openTimes(shift, await rulesFor(context.db, centreId, shift)) },
		...{ cameAt: stay?.came_at ?? null, leftAt: stay?.left_at ?? null, attestedMinutes: stay?.minutes ?? null }
	};
}

const AROUND = 12 * 60;

/** The member's shifts about now: those they may be coming to or leaving. Errors: Refused for whoever is no member. */
export async function ownShiftsNow(context: Context, centreId: string): Promise<{ memberId: string; shifts: Shift[] }> {
	const memberId = requireMember(context, centreId);
	const now = context.clock();
	const around = { from: minutesAfter(now, -AROUND), to: minutesAfter(now, AROUND) };
	const shifts = await shiftsOfMember(context.db, centreId, memberId, around);
	return { memberId, shifts: shifts.filter(({ state, signUp }) => state !== 'cancelled' && signUp === 'held') };
}

function requireMember({ actor }: Context, centreId: string): string {
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	const memberId = memberOf(actor, centreId);
	if (memberId === undefined) throw new Refused('扫码签到是给来报到的党员用的。请先到社区报到，或者请现场负责人登记。');
	return memberId;
}
