import { systemClock } from '#kernel/clock.ts';
import { wasSubmitted, type Context } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { together } from '#kernel/gather.ts';
import { isId } from '#kernel/ids.ts';
import { turns } from '#kernel/turns.ts';
import { freePlaces } from '../places.ts';
import { isMember } from '../policy.ts';
import { rosterOf, shiftById } from '../queries/shifts.server.ts';
import { roomOf } from './room.server.ts';
import { FULL, takePlace, type SignedUp } from './sign-up.server.ts';

/**
 * Takes a place of a shift. When hundreds want the last one, most come too late: they are told so by one read for all of them,
 * and those who come in time go one by one. A repeated submission goes through to its first result. Errors: those of `takePlace`.
 */
export async function signUp(
	context: Context,
	input: Parameters<typeof takePlace>[1],
	submissionKey?: string
): Promise<SignedUp> {
	// one transaction must not wait for the turn of another
	if (context.db.isTransaction) return takePlace(context, input, submissionKey);
	do await refuseLate(context, input, submissionKey);
	while (!(await line.enter(input.shiftId)));
	let left = 0;
	try {
		const done = await takePlace(context, input, submissionKey);
		left = done.left;
		return done;
	} finally {
		line.leave(input.shiftId, left > 0 ? 'next' : 'breakUp');
	}
}

const line = turns();

/** Whether members come too late for a shift, and who is in it: for all who ask at the same time. */
const fullnessOf = together(async (db, centreId: string, shiftId: string): Promise<Set<string> | undefined> => {
	const shift = await shiftById(db, centreId, shiftId);
	const clock = systemClock;
	if (shift?.state !== 'open' || shift.startsAt <= clock()) return undefined;
	if (freePlaces(await roomOf({ db, clock }, centreId, shift)) > 0) return undefined;
	return new Set((await rosterOf(db, centreId, shiftId)).map(({ memberId }) => memberId));
});

/** Errors: Conflict when it is too late. What else may be wrong the command says. */
async function refuseLate(
	context: Context,
	{ centreId, shiftId, memberId }: { centreId: string; shiftId: string; memberId: string },
	key?: string
): Promise<void> {
	if (!isMember(context.actor, centreId, memberId) || !isId(shiftId)) return;
	const inIt = await fullnessOf(context.db, centreId, shiftId);
	if (!inIt || inIt.has(memberId)) return;
	if (key !== undefined && (!isId(key) || (await wasSubmitted(context, centreId, key)))) return;
	throw new Conflict(FULL);
}
