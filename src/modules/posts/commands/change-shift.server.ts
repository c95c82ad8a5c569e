import { sql } from 'kysely';
import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { ChangeShift } from '../forms.ts';
import { firstFree, fits } from '../places.ts';
import { momentAt } from '../series.ts';
import { shiftTime } from '../shift.ts';
import { actOnShift, channelOf } from './acting.server.ts';
import { keepNext, lockMembers, lockPostOf, type LockedShift } from './lock.server.ts';
import { clashesOf, tellMembers } from './member.server.ts';
import { moveUp } from './move-up.server.ts';
import { roomOf } from './room.server.ts';
import { mustLast } from './shift.server.ts';

/**
 * Another time, place or number of places for a shift. Those who are in it are told; who is elsewhere at the new time gives their
 * place up. Errors: Invalid, Missing, Refused, Conflict when more places are taken or kept than it shall have.
 */
export const changeShift = command(
	'posts.changeShift',
	ChangeShift.extend({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, { centreId, shiftId, day, from, to, places, place, reason }) => {
		const old = await lockPostOf(work.db, centreId, shiftId);
		const as = actOnShift(work, old, 'change');
		const times = { startsAt: momentAt(day, from), endsAt: momentAt(day, to) };
		mustLast(times, 'to');
		const shift = { ...old, ...times, places };
		const isMoved = +old.startsAt !== +times.startsAt || +old.endsAt !== +times.endsAt;
		const released = isMoved ? await releaseClashing(work, shift) : [];
		await mustHold(work, shift);
		await renumber(work, shift);
		await work.db
			.updateTable('posts.shift')
			.set({ starts_at: times.startsAt, ends_at: times.endsAt, places, place, note: reason })
			.where('centre_id', '=', centreId)
			.where('id', '=', shiftId)
			.execute();
		await keepNext(work, centreId, old.postId);
		await work.record({
			centreId,
			subject: { kind: 'shift', id: shiftId },
			action: 'shift.changed',
			as,
			channel: channelOf(as),
			data: { moved: isMoved, places, released: released.length },
			note: reason
		});
		await tell(work, old, shift, place, reason, released);
		await moveUp(work, shift);
		return { state: 'open' as const, released: released.length };
	}
);

/** Errors: Conflict. */
async function mustHold(work: Work, shift: LockedShift): Promise<void> {
	const room = await roomOf(work, shift.centreId, shift);
	const kept = room.quotas.reduce((sum, quota) => sum + quota.places, 0);
	if (room.held > shift.places) throw new Conflict(`已经有${room.held}位报名，人数不能少于这个数。请先请几位退出。`);
	if (kept > shift.places || !fits({ ...room, isReleased: false }))
		throw new Conflict('已报名的加上留给单位的名额，比这个人数多。请先把单位名额调少。');
}

/** Takes out who is elsewhere at the new time. @returns their members */
async function releaseClashing(work: Work, shift: LockedShift): Promise<string[]> {
	const inIt = await membersIn(work, shift);
	await lockMembers(work.db, inIt);
	const clashing = [...(await clashesOf(work, shift, await membersIn(work, shift, 'held'))).keys()];
	if (clashing.length > 0)
		await work.db
			.updateTable('posts.sign_up')
			.set({ state: 'cancelled', place: null, ended_at: work.clock(), ended_why: 'moved' })
			.where('centre_id', '=', shift.centreId)
			.where('shift_id', '=', shift.id)
			.where('member_id', '=', sql<string>`any(${clashing}::uuid[])`)
			.where('state', '=', 'held')
			.execute();
	return clashing;
}

export const membersIn = async (
	{ db }: Work,
	{ centreId, id }: LockedShift,
	state?: 'held' | 'waiting'
): Promise<string[]> =>
	(
		await db
			.selectFrom('posts.sign_up')
			.select('member_id')
			.where('centre_id', '=', centreId)
			.where('shift_id', '=', id)
			.where('state', 'in', state ? [state] : ['held', 'waiting'])
			.execute()
	).map((row) => row.member_id);

/** Places beyond the new number go to the lowest free ones. */
async function renumber({ db }: Work, { centreId, id, places }: LockedShift): Promise<void> {
	const held = await db
		.selectFrom('posts.sign_up')
		.select(['id', 'place'])
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', id)
		.where('state', '=', 'held')
		.orderBy('place')
		.execute();
	const taken = held.map(({ place }) => place ?? 0).filter((place) => place <= places);
	for (const row of held.slice(taken.length)) {
		const place = firstFree(places, taken);
		taken.push(place);
		await db
			.updateTable('posts.sign_up')
			.set({ place })
			.where('centre_id', '=', centreId)
			.where('id', '=', row.id)
			.execute();
	}
}

async function tell(
	work: Work,
	old: LockedShift,
	shift: LockedShift,
	place: string | null,
	reason: string,
	released: readonly string[]
): Promise<void> {
	const now = work.clock();
	const where = place ?? shift.place;
	if (+old.startsAt === +shift.startsAt && +old.endsAt === +shift.endsAt && where === old.place) return;
	const changed = `您报名的“${shift.title}”（${shiftTime(old, now)}）改了：${shiftTime(shift, now)}，${where}。原因：${reason}。`;
	await tellMembers(work, shift.centreId, await membersIn(work, shift), `${changed}来不了，请在“我的班次”里退出。`);
	await tellMembers(work, shift.centreId, released, `${changed}新的时间您已经有别的班次，这一班已经为您退出。`);
}
