import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { SignUp } from '../forms.ts';
import { firstFree, freePlaces } from '../places.ts';
import { actOnShift, addressed, channelOf } from './acting.server.ts';
import { lockMembers, lockShift, type LockedShift } from './lock.server.ts';
import { candidate, mustFit, mustNotClash } from './member.server.ts';
import { roomOf, type RoomOfShift } from './room.server.ts';

const Place = { centreId: z.uuid(), shiftId: z.uuid() };

export interface SignedUp extends Record<string, unknown> {
	state: 'held';
	signUpId: string;
	place: number;
	/** Places that anybody can still take. */
	left: number;
}

export const FULL = '这一班刚刚报满了，谢谢您。可以排候补，有人退出时按先后顺序补上；也可以看看别的班次。';

/**
 * A member takes a place of a shift. Errors: Missing; Refused for somebody else; Conflict when it is full, they are in it already,
 * have not reported in, or are elsewhere at that time.
 */
export const takePlace = command(
	'posts.signUp',
	SignUp.extend(Place),
	async (work, { centreId, shiftId, memberId, skillsConfirmed }): Promise<SignedUp> => {
		const shift = await lockShift(work.db, centreId, shiftId);
		const as = actOnShift(work, shift, 'signUp', { memberId });
		const member = await candidate(work, centreId, memberId);
		const who = addressed(work, centreId, member);
		await mustFit(work, shift, member, who);
		await mustNotBeIn(work, shift, memberId, who);
		const room = await roomOf(work, centreId, shift);
		const left = freePlaces(room);
		if (left === 0) throw new Conflict(FULL);
		await lockMembers(work.db, [memberId]);
		await mustNotClash(work, shift, memberId, who);
		const held = await insertHeld(work, shift, room, { memberId, organisationId: null, skillsConfirmed });
		await work.record({
			centreId,
			subject: { kind: 'shift', id: shiftId },
			action: 'shift.signedUp',
			as,
			channel: channelOf(as),
			data: { memberId, ...held }
		});
		return { state: 'held', ...held, left: left - 1 };
	}
);

/** A member waits for a place of a shift that is full. Errors: as above; Conflict when there is a place. */
export const waitForPlace = command(
	'posts.wait',
	SignUp.extend(Place),
	async (work, { centreId, shiftId, memberId, skillsConfirmed }) => {
		const shift = await lockShift(work.db, centreId, shiftId);
		const as = actOnShift(work, shift, 'wait', { memberId });
		const member = await candidate(work, centreId, memberId);
		const who = addressed(work, centreId, member);
		await mustFit(work, shift, member, who);
		await mustNotBeIn(work, shift, memberId, who);
		if (freePlaces(await roomOf(work, centreId, shift)) > 0)
			throw new Conflict('这一班现在有空位，不用排候补，请直接报名。');
		const signUpId = newId();
		const { turn } = await work.db
			.insertInto('posts.sign_up')
			.values((eb) => ({
				...rowOf(work, shift, memberId, skillsConfirmed),
				id: signUpId,
				state: 'waiting',
				turn: eb
					.selectFrom('posts.sign_up')
					.select((of) => of(of.fn.coalesce(of.fn.max('turn'), of.lit(0)), '+', of.lit(1)).as('next'))
					.where('centre_id', '=', centreId)
					.where('shift_id', '=', shiftId)
			}))
			.returning('turn')
			.executeTakeFirstOrThrow();
		await work.record({
			centreId,
			subject: { kind: 'shift', id: shiftId },
			action: 'shift.waitedFor',
			as,
			channel: channelOf(as),
			data: { memberId, signUpId, turn }
		});
		return { state: 'waiting' as const, signUpId };
	}
);

/** Errors: Conflict when the member has a place, or waits for one. */
async function mustNotBeIn({ db }: Work, { centreId, id }: LockedShift, memberId: string, who: string) {
	const own = await db
		.selectFrom('posts.sign_up')
		.select('state')
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', id)
		.where('member_id', '=', memberId)
		.where('state', '<>', 'cancelled')
		.executeTakeFirst();
	if (own?.state === 'held') throw new Conflict(`${who}已经报名这一班了，不用再报。`);
	if (own) throw new Conflict(`${who}已经在这一班的候补名单里，有空位会按先后顺序补上，并发短信通知。`);
}

interface Taking {
	memberId: string;
	organisationId: string | null;
	skillsConfirmed: boolean;
}

/** The lowest free place. `room` is that of the locked shift. */
export async function insertHeld(
	work: Work,
	shift: LockedShift,
	{ places, taken }: Pick<RoomOfShift, 'places' | 'taken'>,
	{ memberId, organisationId, skillsConfirmed }: Taking
): Promise<{ signUpId: string; place: number }> {
	const [signUpId, place] = [newId(), firstFree(places, taken)];
	await work.db
		.insertInto('posts.sign_up')
		.values({
			...rowOf(work, shift, memberId, skillsConfirmed),
			id: signUpId,
			state: 'held',
			place,
			organisation_id: organisationId
		})
		.execute();
	return { signUpId, place };
}

const rowOf = (work: Work, shift: LockedShift, memberId: string, skillsConfirmed: boolean) => ({
	centre_id: shift.centreId,
	shift_id: shift.id,
	member_id: memberId,
	shift_places: shift.places,
	starts_at: shift.startsAt,
	ends_at: shift.endsAt,
	skills_confirmed: skillsConfirmed && shift.skills.length > 0,
	signed_up_at: work.clock(),
	by_account: accountOf(work.actor)
});
