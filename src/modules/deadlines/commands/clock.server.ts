import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import type { Limit } from '#kernel/lifecycle.ts';
import type { DB } from '#kernel/tables.ts';
import { dueOn, shanghaiDate, type Day } from '../calendar.ts';
import type { Subject } from '../deadline.ts';
import { overridesFrom } from '../queries.server.ts';

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
	const startedOn = from ?? shanghaiDate(work.clock());
	const overrides = await ending(work, centreId, subject, (is) => is('rule', '=', rule))
		.selectFrom('deadlines.day_override')
		.select(['day', 'workday'])
		.where('centre_id', '=', centreId)
		.execute();
	const due = dueOn({ startedOn, ...limit }, overridesFrom(overrides));
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
	await ending(work, centreId, subject, ({ val }) => sql<boolean>`${val(as === 'cancelled')}`)
		.selectFrom('ended')
		.select('id')
		.execute();
}

/**
 * What a statement that follows does besides: ends the running clock, as cancelled where this holds and as met elsewhere. A
 * clock that stands still ends its pause too. One statement, as it belongs to every step of everything that waits.
 */
const ending = (
	work: Work,
	centreId: string,
	subject: Subject,
	isCancelled: (is: ExpressionBuilder<DB, 'deadlines.deadline'>) => Expression<SqlBool>
) =>
	work.db
		.with('ended', (db) =>
			db
				.updateTable('deadlines.deadline')
				.set((is) => ({
					state: is.case().when(isCancelled(is)).then('cancelled').else('met').end(),
					ended_at: work.clock()
				}))
				.where('centre_id', '=', centreId)
				.where('subject_kind', '=', subject.kind)
				.where('subject_id', '=', subject.id)
				.where('state', 'in', ['running', 'paused'])
				.returning('id')
		)
		.with('resumed', (db) =>
			db
				.updateTable('deadlines.pause')
				.set({ resumed_on: shanghaiDate(work.clock()) })
				.where('centre_id', '=', centreId)
				.where('deadline_id', 'in', ({ selectFrom }) => selectFrom('ended').select('id'))
				.where('resumed_on', 'is', null)
				.returning('id')
		);
