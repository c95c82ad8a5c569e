import type { Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import type { Limit } from '#kernel/lifecycle.ts';
import { dueOn, shanghaiDate, type Day } from '../calendar.ts';
import type { Subject } from '../deadline.ts';
import { overridesOf } from '../queries.server.ts';
import { openOf } from './open.server.ts';

/**
 * Starts the clock of a subject; the command that makes it wait calls this, under its own lock of the subject. A clock that
 * runs already ends first: cancelled when it is of the same rule (it starts again), met when of another (that step is taken).
 * The start day (today, unless `from` says another) does not count. The limit's amount is positive.
 */
export async function startDeadline(
	work: Work,
	{
		centreId,
		subject,
		rule,
		limit,
		from
	}: { centreId: string; subject: Subject; rule: string; limit: Limit; from?: Day }
): Promise<void> {
	const running = await openOf(work.db, centreId, subject);
	if (running) await end(work, centreId, running, running.rule === rule ? 'cancelled' : 'met');
	const startedOn = from ?? shanghaiDate(work.clock());
	const due = dueOn({ startedOn, ...limit }, await overridesOf(work.db, centreId));
	await work.db
		.insertInto('deadlines.deadline')
		.values({
			centre_id: centreId,
			id: newId(),
			subject_kind: subject.kind,
			subject_id: subject.id,
			rule,
			started_on: startedOn,
			amount: limit.amount,
			unit: limit.unit,
			due_on: due.date,
			provisional: due.provisional,
			state: 'running'
		})
		.execute();
}

/** Ends the clock of a subject: met, also when late, or cancelled. Harmless when none runs. */
export async function endDeadline(
	work: Work,
	{ centreId, subject, as }: { centreId: string; subject: Subject; as: 'met' | 'cancelled' }
): Promise<void> {
	const running = await openOf(work.db, centreId, subject);
	if (running) await end(work, centreId, running, as);
}

/** Its row is locked. A clock that stands still ends its pause too. */
async function end(
	work: Work,
	centreId: string,
	{ id, state }: { id: string; state: string },
	as: 'met' | 'cancelled'
): Promise<void> {
	if (state === 'paused')
		await work.db
			.updateTable('deadlines.pause')
			.set({ resumed_on: shanghaiDate(work.clock()) })
			.where('centre_id', '=', centreId)
			.where('deadline_id', '=', id)
			.where('resumed_on', 'is', null)
			.execute();
	await work.db
		.updateTable('deadlines.deadline')
		.set({ state: as, ended_at: work.clock() })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.execute();
}
