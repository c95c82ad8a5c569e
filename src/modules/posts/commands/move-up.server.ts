import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { firstFree, freePlaces } from '../places.ts';
import { shiftTime } from '../shift.ts';
import { lockMembers, lockShift, type LockedShift } from './lock.server.ts';
import { clashesOf, tellMembers } from './member.server.ts';
import { roomOf } from './room.server.ts';

/** So many of a waiting list are looked at for the free places. */
const MOST = 200;

/**
 * Gives the free places of a locked shift to those who wait, by their turns; who is elsewhere at that time is passed over and
 * keeps the turn. They are told. Nobody moves up once it has begun.
 */
export async function moveUp(work: Work, shift: LockedShift): Promise<void> {
	const { centreId, id } = shift;
	if (shift.state !== 'open' || shift.startsAt <= work.clock()) return;
	const room = await roomOf(work, centreId, shift);
	let free = freePlaces(room);
	if (free === 0) return;
	const waiting = await work.db
		.selectFrom('posts.sign_up as u')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'u.centre_id').onRef('m.id', '=', 'u.member_id')
		)
		.select(['u.id', 'u.member_id as memberId', 'm.active'])
		.where('u.centre_id', '=', centreId)
		.where('u.shift_id', '=', id)
		.where('u.state', '=', 'waiting')
		.orderBy('u.turn')
		.limit(MOST)
		.execute();
	const memberIds = waiting.map(({ memberId }) => memberId);
	await lockMembers(work.db, memberIds);
	const clashes = await clashesOf(work, shift, memberIds);
	const taken = [...room.taken];
	for (const { id: signUpId, memberId } of waiting.filter(({ active, memberId }) => active && !clashes.has(memberId))) {
		if (free === 0) break;
		free -= 1;
		const place = firstFree(shift.places, taken);
		taken.push(place);
		await work.db
			.updateTable('posts.sign_up')
			.set({ state: 'held', place })
			.where('centre_id', '=', centreId)
			.where('id', '=', signUpId)
			.execute();
		await work.record({
			centreId,
			subject: { kind: 'shift', id },
			action: 'shift.movedUp',
			as: 'system',
			channel: 'system',
			data: { memberId, signUpId, place }
		});
		await tellMembers(
			work,
			centreId,
			[memberId],
			`您排候补的“${shift.title}”有空位了，已经为您报上：${shiftTime(shift, work.clock())}，${shift.place}。来不了，请早点在“我的班次”里退出，让给后面的人。`
		);
	}
}

/** What the clock gives back: places that were kept for organisations and not used, shortly before the shift. */
export const releaseQuotas = command(
	'posts.releaseQuotas',
	z.object({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, { centreId, shiftId }) => moveUp(work, await lockShift(work.db, centreId, shiftId))
);
