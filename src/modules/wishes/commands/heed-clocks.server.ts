import type { Listener } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { daytime } from '../daytime.ts';
import { CONTACT } from '../settings.ts';

/**
 * Listens to clocks that have come to their reminder or ran out. Only notes it: the clock's row is locked here, so what looks
 * at the wish is left to jobs. Everybody gets one message for all their matters, and none at night.
 */
export const heedClock: Listener = async (work, { centreId, subject, action, data, at }) => {
	if (subject.kind !== 'wish' && subject.kind !== 'claim') return;
	const level = action === 'deadline.escalated' ? 'escalated' : 'reminded';
	const { rule, dueOn } = data as { rule: string; dueOn: string };
	await work.db
		.insertInto('wishes.clock_notice')
		.values({
			centre_id: centreId,
			id: newId(),
			subject_kind: subject.kind,
			subject_id: subject.id,
			rule,
			level,
			due_on: dueOn,
			noticed_at: at
		})
		.execute();
	await work.enqueue('tellClocks', { centreId }, { key: `tellClocks:${centreId}`, runAt: daytime(work.clock()) });
	if (level === 'escalated' && rule === CONTACT)
		await work.enqueue(
			'proposeRelease',
			{ centreId, claimId: subject.id },
			{ key: `proposeRelease:${centreId}:${subject.id}` }
		);
};
