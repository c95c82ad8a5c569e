import { systemClock, type Clock } from '#kernel/clock.ts';
import { workIn, type Context } from '#kernel/command.ts';
import { reportInMembers } from '#modules/checkins/server.ts';
import { callTasks, openCall, writeCall } from '#modules/calls/server.ts';
import { registerMember } from '#modules/people/server.ts';
import type { Cast } from './cast.ts';

const HOUR_MS = 3_600_000;

/** A task for a call; each at a time of its own, so that a member can go to all of them. */
export function taskOfCall(clock: Clock = systemClock) {
	const from = clock().getTime() + (24 + 3 * (tasks += 1)) * HOUR_MS;
	return {
		title: '台风后清理街道',
		task: '清理倒下的树枝，扶起共享单车。',
		urgency: 'urgent' as const,
		field: 'environment',
		place: '样例街广场',
		startsAt: new Date(from).toISOString(),
		endsAt: new Date(from + 2 * HOUR_MS).toISOString(),
		places: 20
	};
}

let tasks = 0;

/** Runs the jobs of a call to their end, as the queue would. */
export async function tell(context: Context, task: 'tellCall' | 'remindOfCall' | 'tellCallIsOver', payload: object) {
	await callTasks.tasks[task]?.(context, payload);
}

/** Members with phones who have reported in and were accepted. */
export async function reportedMembers(cast: Cast, count: number, { communityId = cast.here.communityId } = {}) {
	const context = cast.as('clerk');
	const ids: string[] = [];
	for (let at = 0; at < count; at += 1) {
		const phone = `137${String((phones += 1)).padStart(8, '0')}`;
		ids.push(
			await registerMember(context, {
				...{ centreId: cast.here.id, name: `梁志${at}`, form: '先生' as const, phone, kind: 'inService' as const }
			})
		);
	}
	await reportIn(context, cast.here.id, ids, communityId);
	return ids;
}

let phones = 0;

export const reportIn = (context: Context, centreId: string, memberIds: readonly string[], communityId: string) =>
	context.db.transaction().execute((db) =>
		reportInMembers(
			workIn({ ...context, db }, db),
			centreId,
			memberIds.map((memberId) => ({ memberId, communityId })),
			'window',
			'active'
		)
	);

/** A call that nobody was told of yet. */
export async function writtenCall(cast: Cast, changes: object = {}): Promise<string> {
	const context = cast.as('clerk');
	const { id } = await writeCall(context, { ...taskOfCall(context.clock), centreId: cast.here.id, ...changes });
	return id;
}

/** A call that is open, and its members told. */
export async function openedCall(cast: Cast, changes: object = {}): Promise<string> {
	const context = cast.as('clerk');
	const callId = await writtenCall(cast, changes);
	await openCall(context, { centreId: cast.here.id, callId });
	await tell(context, 'tellCall', { centreId: cast.here.id, callId });
	return callId;
}
