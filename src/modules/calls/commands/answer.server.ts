import { sql } from 'kysely';
import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { leaveShift, shiftsOfMember, signUp, waitForPlace } from '#modules/posts/server.ts';
import { AnswerCall } from '../forms.ts';
import { callLifecycle } from '../lifecycle.ts';
import { callerRoleOf, mayAnswerFor, memberIdsOf } from '../policy.ts';
import { keepAnswer } from './keep-answer.server.ts';
import { lockCall, NO_CALL, type CallRow } from './lock.server.ts';

export interface Answered {
	answer: 'yes' | 'no';
	/** Where a yes has led: a place, or the waiting list when there was none left. */
	place: 'held' | 'waiting' | null;
}

/**
 * A member who was told says yes or no, or staff write down what they were told by phone. Yes takes a place of the call's
 * shift, or a turn in its waiting list, in the same transaction; the same answer again changes nothing; no gives the place back.
 * Errors: Missing for whoever was not told; Conflict when the call is over or has begun, or the member is elsewhere at that time.
 */
export const answerCall = command(
	'calls.answer',
	AnswerCall.extend({ centreId: z.uuid(), callId: z.uuid(), memberId: z.uuid() }),
	async (work, { centreId, callId, memberId, answer, reason }): Promise<Answered> => {
		if (!mayAnswerFor(work.actor, centreId, memberId)) throw new Missing(NO_CALL);
		const call = await lockCall(work.db, centreId, callId, 'shared');
		await oneAnswerAtATime(work, callId, memberId);
		const before = await answerOf(work, call, memberId);
		const isOwn = memberIdsOf(work.actor, centreId).includes(memberId);
		mustBeOpen(call, work.clock(), isOwn);
		const place = await placeOf(work, call, memberId);
		if (before === answer && (answer === 'no' || place !== null)) return { answer, place };
		const to = answer === 'yes' ? (place ?? (await takePlace(work, call, memberId))) : null;
		if (answer === 'no' && place !== null)
			await leaveShift(work, { centreId, shiftId: call.shiftId ?? '', memberId, reason });
		await keepAnswer(work, { centreId, callId, memberId, answer, way: isOwn ? 'online' : 'phone', reason });
		await work.record({
			centreId,
			subject: { kind: 'call', id: callId },
			action: 'call.answered',
			as: isOwn ? 'member' : (callerRoleOf(work.actor, centreId) ?? 'member'),
			channel: isOwn ? 'online' : 'phone',
			data: { memberId, answer, place: to, before }
		});
		return { answer, place: to };
	}
);

/**
 * Two answers of one member take turns, before they come to the shift: the row of the told member is the last lock, since
 * whoever leaves the shift on its own page comes from there.
 */
const oneAnswerAtATime = ({ db }: Work, callId: string, memberId: string) =>
	sql`select pg_advisory_xact_lock(hashtextextended(${`calls.answer:${callId}:${memberId}`}, 0))`.execute(db);

async function answerOf({ db }: Work, { centreId, id }: CallRow, memberId: string) {
	const row = await db
		.selectFrom('calls.told')
		.select('answer')
		.where('centre_id', '=', centreId)
		.where('call_id', '=', id)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	if (!row) throw new Missing(NO_CALL);
	return row.answer;
}

function mustBeOpen({ state, startsAt }: CallRow, now: Date, isOwn: boolean): void {
	if (state !== 'open') throw new Conflict(`这次动员${callLifecycle.states[state].label}，不用再答复了，谢谢您。`);
	if (isOwn && startsAt <= now)
		throw new Conflict('已经开始了，不能在网上改答复。要来或者来不了，请直接打电话给中心。');
}

/** What the member has in the shift already: perhaps they found it on the page of posts. */
async function placeOf({ db }: Work, call: CallRow, memberId: string): Promise<'held' | 'waiting' | null> {
	const within = { from: call.startsAt, to: call.endsAt };
	const own = await shiftsOfMember(db, call.centreId, memberId, within);
	const here = own.find(({ id }) => id === call.shiftId)?.signUp;
	return here === 'held' || here === 'waiting' ? here : null;
}

async function takePlace(work: Work, { centreId, shiftId }: CallRow, memberId: string): Promise<'held' | 'waiting'> {
	const input = { centreId, shiftId: shiftId ?? '', memberId };
	try {
		return (await signUp(work, input)).state;
	} catch (refused) {
		// full: then there is the waiting list, which says no in its turn when that was not the reason
		if (!(refused instanceof Conflict)) throw refused;
		const waiting = await waitForPlace(work, input).catch((again: unknown) => {
			throw again instanceof Conflict ? refused : again;
		});
		return waiting.state;
	}
}
