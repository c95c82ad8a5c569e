import { accountOf } from '#kernel/actor.ts';
import type { Listener, Work } from '#kernel/command.ts';
import { seal } from '#kernel/secrets.ts';
import { mayCall, memberIdsOf } from '../policy.ts';

interface Answer {
	centreId: string;
	callId: string;
	memberId: string;
	answer: 'yes' | 'no';
	way: 'online' | 'phone';
	reason?: string | undefined;
}

/** Writes an answer down; whoever says no leaves the team first. */
export async function keepAnswer(work: Work, { centreId, callId, memberId, answer, way, reason }: Answer) {
	if (answer === 'no')
		await work.db
			.deleteFrom('calls.team_member')
			.where('centre_id', '=', centreId)
			.where('call_id', '=', callId)
			.where('member_id', '=', memberId)
			.execute();
	await work.db
		.updateTable('calls.told')
		.set({
			...{ answer, answered_at: work.clock(), answered_by: accountOf(work.actor), answer_way: way },
			reason_sealed: answer === 'no' && reason ? seal(reason) : null
		})
		.where('centre_id', '=', centreId)
		.where('call_id', '=', callId)
		.where('member_id', '=', memberId)
		.execute();
}

/** Whoever takes or gives back a place of a call's shift on its own page has answered the call by that. */
export const followShift: Listener = async (work, fact) => {
	const { memberId } = fact.data as { memberId?: unknown };
	const answer = fact.action === 'shift.left' || fact.action === 'shift.removed' ? 'no' : 'yes';
	if (typeof memberId !== 'string') return;
	const told = await work.db
		.selectFrom('calls.call as c')
		.innerJoin('calls.told as t', (join) =>
			join.onRef('t.centre_id', '=', 'c.centre_id').onRef('t.call_id', '=', 'c.id')
		)
		.select(['c.id', 't.answer'])
		.where('c.centre_id', '=', fact.centreId)
		.where('c.shift_id', '=', fact.subject.id)
		.where('c.state', '=', 'open')
		.where('t.member_id', '=', memberId)
		.executeTakeFirst();
	if (!told || told.answer === answer) return;
	const isOwn = memberIdsOf(work.actor, fact.centreId).includes(memberId);
	await keepAnswer(work, {
		...{ centreId: fact.centreId, callId: told.id, memberId, answer },
		way: !isOwn && mayCall(work.actor, fact.centreId) ? 'phone' : 'online'
	});
};
