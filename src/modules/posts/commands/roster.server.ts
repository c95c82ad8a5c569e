import { sql } from 'kysely';
import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { PutOnRoster } from '../forms.ts';
import { freeOnRoster } from '../places.ts';
import { shiftTime } from '../shift.ts';
import { actOnShift, channelOf } from './acting.server.ts';
import { lockMembers, lockShift, type LockedShift } from './lock.server.ts';
import { candidates, clashesOf, mustFit, tellMembers } from './member.server.ts';
import { roomOf } from './room.server.ts';
import { insertHeld } from './sign-up.server.ts';

/**
 * An organisation puts members of its own into the places that are kept for it: all of them, or, when one cannot, none. They are
 * told. Errors: Missing, Refused, Conflict that says who cannot and why.
 */
export const putOnRoster = command(
	'posts.putOnRoster',
	PutOnRoster.extend({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, { centreId, shiftId, organisationId, memberIds: asked }) => {
		const memberIds = [...new Set(asked)];
		const shift = await lockShift(work.db, centreId, shiftId);
		const as = actOnShift(work, shift, 'roster', { rosterOf: organisationId });
		const members = await candidates(work, centreId, memberIds);
		const stranger = members.find((member) => member.organisationId !== organisationId);
		if (stranger) throw new Conflict(`${stranger.alias}不是本单位的党员，不能报在本单位的名单上。`);
		const room = await roomOf(work, centreId, shift);
		const quota = room.quotas.find((one) => one.organisationId === organisationId) ?? { places: 0, held: 0 };
		const free = freeOnRoster(room, quota);
		if (free < memberIds.length)
			throw new Conflict(
				free === 0
					? '这一班没有留给本单位的名额，或者已经用完了。其他党员可以自己报名。'
					: `本单位还剩${free}个名额，选了${memberIds.length}位。请少选几位。`
			);
		for (const member of members) await mustFit(work, shift, member, member.alias);
		await lockMembers(work.db, memberIds);
		const clashes = await clashesOf(work, shift, memberIds);
		for (const { id, alias } of members) {
			const other = clashes.get(id);
			if (other) throw new Conflict(`${alias}已经报名${other}，时间重了。请换一位。`);
		}
		await mustNotHold(work, shift, members);
		const taken = [...room.taken];
		for (const memberId of memberIds) {
			const held = await insertHeld(
				work,
				shift,
				{ places: shift.places, taken },
				{ memberId, organisationId, skillsConfirmed: false }
			);
			taken.push(held.place);
			await work.record({
				centreId,
				subject: { kind: 'shift', id: shiftId },
				action: 'shift.signedUp',
				as,
				channel: channelOf(as),
				data: { memberId, organisationId, ...held }
			});
		}
		await tellMembers(
			work,
			centreId,
			memberIds,
			`单位为您报名了“${shift.title}”：${shiftTime(shift, work.clock())}，${shift.place}。来不了，请在“我的班次”里退出，或者告诉单位。`
		);
		return { added: memberIds.length, left: free - memberIds.length };
	}
);

/** Who waits gives their turn up for the place. Errors: Conflict when somebody is in it already. */
async function mustNotHold(
	{ db, clock }: Work,
	{ centreId, id }: LockedShift,
	members: readonly { id: string; alias: string }[]
): Promise<void> {
	const memberIds = members.map((member) => member.id);
	const here = () =>
		[
			['centre_id', '=', centreId],
			['shift_id', '=', id],
			['member_id', '=', sql<string>`any(${memberIds}::uuid[])`]
		] as const;
	const [centre, shift, among] = here();
	const held = await db
		.selectFrom('posts.sign_up')
		.select('member_id')
		.where(...centre)
		.where(...shift)
		.where(...among)
		.where('state', '=', 'held')
		.executeTakeFirst();
	if (held)
		throw new Conflict(`${members.find((member) => member.id === held.member_id)?.alias}已经报名这一班了，不用再报。`);
	await db
		.updateTable('posts.sign_up')
		.set({ state: 'cancelled', ended_at: clock(), ended_why: 'moved' })
		.where(...centre)
		.where(...shift)
		.where(...among)
		.where('state', '=', 'waiting')
		.execute();
}
