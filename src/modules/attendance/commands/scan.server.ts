import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import type { Shift } from '#modules/posts/index.ts';
import { momentOfCode } from '../code.server.ts';
import { ScanShift } from '../forms.ts';
import { memberOf } from '../policy.ts';
import { attendedShift, codeSource, openTimes, rulesFor } from '../queries/rules.server.ts';
import type { AttendanceRules } from '../settings.ts';
import * as words from '../words.ts';
import type { Remark, ScanAnswer } from '../words.ts';
import { lockMembers } from './lock.server.ts';
import { signUpFor } from './sign-up.server.ts';
import { applyScan } from './stay.server.ts';

type Input = z.output<typeof ScanShift> & { centreId: string; shiftId: string };

/**
 * A member scanned the code of a shift, just now or while there was no signal. Whatever is wrong with it is an answer that is
 * kept, not an error. Errors: Missing shift; Refused for whoever is no member, for somebody else's scan, and after too many wrong codes.
 */
export const scanShift = command(
	'attendance.scan',
	ScanShift.extend({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, input): Promise<ScanAnswer> => {
		const memberId = requireMember(work, input);
		const shift = await attendedShift(work.db, input.centreId, input.shiftId);
		await lockMembers(work, input.centreId, [memberId]);
		const first = await firstAnswer(work, input, memberId);
		if (first) return first;
		await requirePatience(work, input, memberId);
		const { at, answer } = await judge(work, input, memberId, shift);
		await work.db
			.insertInto('attendance.scan')
			.values({
				...{ centre_id: input.centreId, member_id: memberId, id: input.id, shift_id: shift.id },
				...{ kind: input.kind, scanned_at: at, received_at: work.clock() },
				...{ accepted: answer.accepted, why: answer.why, said: answer.message }
			})
			.execute();
		return answer;
	}
);

function requireMember({ actor }: Work, { centreId, memberId }: Input): string {
	if (actor.kind === 'guest') throw new Refused('请先登录，登录以后会接着签到。', 'signedOut');
	const own = memberOf(actor, centreId);
	if (own === undefined) throw new Refused('扫码签到是给来报到的党员用的。请先到社区报到，或者请现场负责人登记。');
	if (memberId !== undefined && memberId !== own)
		throw new Refused('这次扫码是另一位党员存在这部手机里的。请本人登录后再补传。');
	return own;
}

async function firstAnswer({ db }: Work, { centreId, id }: Input, memberId: string): Promise<ScanAnswer | undefined> {
	const row = await db
		.selectFrom('attendance.scan')
		.select(['accepted', 'why', 'said'])
		.where('centre_id', '=', centreId)
		.where('member_id', '=', memberId)
		.where('id', '=', id)
		.executeTakeFirst();
	return row && { accepted: row.accepted, why: row.why as Remark | null, message: row.said };
}

/** Six digits are guessed in vain when so few guesses are heard. */
const MOST_WRONG = 10;
const WRONG_SECONDS = 3600;

async function requirePatience({ db, clock }: Work, { centreId, shiftId }: Input, memberId: string): Promise<void> {
	const wrong = await db
		.selectFrom('attendance.scan')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', shiftId)
		.where('member_id', '=', memberId)
		.where('accepted', '=', false)
		.where('why', '=', 'wrongCode')
		.where('received_at', '>', new Date(clock().getTime() - WRONG_SECONDS * 1000))
		.limit(MOST_WRONG)
		.execute();
	if (wrong.length >= MOST_WRONG)
		throw new Refused('签到码填错太多次了。请找现场负责人登记。', 'tooOften', WRONG_SECONDS);
}

async function judge(work: Work, input: Input, memberId: string, shift: Shift) {
	const { centreId, kind, code, agoSeconds } = input;
	const now = work.clock();
	const rules = await rulesFor(work.db, centreId, shift);
	const source = await codeSource(work.db, centreId, shift.id, rules);
	const around = new Date(now.getTime() - agoSeconds * 1000);
	const shownAt = momentOfCode(source, { code, around, tolerance: rules.tolerance });
	// a link says of which moment it is: none of a moment that is still to come was ever seen
	const at = shownAt && shownAt.getTime() <= now.getTime() + rules.stepSeconds * 1000 ? shownAt : undefined;
	const no = (why: Remark, message: string) => ({ at: at ?? around, answer: { accepted: false, why, message } });
	if (at === undefined) return no('wrongCode', words.refusals.wrongCode);
	const late = sentLate(at, now, rules);
	if (late === 'tooLate') return no('tooOld', words.tooOld(rules.storedHours));
	if (shift.state === 'cancelled') return no('cancelled', words.refusals.cancelled);
	const open = openTimes(shift, rules);
	const until = kind === 'in' ? shift.endsAt : open.until;
	if (at < open.from) return no('tooEarly', words.tooEarly(open.from));
	if (at > until) return no('tooLate', words.tooLate(kind, until));
	const signUp = await signUpFor(work, { centreId, shiftId: shift.id, memberId });
	if ('reason' in signUp) return no('noPlace', words.noPlace(signUp.reason));
	const answer = await applyScan(
		work,
		{ centreId, shift, memberId, signUpId: signUp.id },
		{ kind, at },
		late === 'later'
	);
	return { at, answer };
}

/** A code that was scanned a while ago is a stored one; too long ago it is nothing. */
function sentLate(at: Date, now: Date, { stepSeconds, tolerance, storedHours }: AttendanceRules) {
	const age = (now.getTime() - at.getTime()) / 1000;
	if (age <= stepSeconds * (tolerance + 1)) return 'atOnce';
	return age <= storedHours * 3600 ? 'later' : 'tooLate';
}
