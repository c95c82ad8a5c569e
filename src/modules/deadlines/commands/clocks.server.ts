import type { Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import type { Limit } from '#kernel/lifecycle.ts';
import { dueOn, shanghaiDate } from '../calendar.ts';
import { overridesOf } from '../queries.server.ts';

/**
 * Starts the same clock for many subjects of one kind, as `startDeadline` does for one: three statements, however many. A
 * clock that runs for one of them ends first. For subjects whose clocks are never paused; the caller has locked them.
 */
export async function startDeadlines(
	work: Work,
	{
		centreId,
		kind,
		ids,
		rule,
		limit
	}: { centreId: string; kind: string; ids: readonly string[]; rule: string; limit: Limit }
): Promise<void> {
	if (ids.length === 0) return;
	await endDeadlines(work, { centreId, kind, ids, cancelledRule: rule });
	const startedOn = shanghaiDate(work.clock());
	const due = dueOn({ startedOn, ...limit }, await overridesOf(work.db, centreId));
	for (let at = 0; at < ids.length; at += AT_ONCE)
		await work.db
			.insertInto('deadlines.deadline')
			.values(
				ids.slice(at, at + AT_ONCE).map((id) => ({
					centre_id: centreId,
					id: newId(),
					subject_kind: kind,
					subject_id: id,
					rule,
					started_on: startedOn,
					amount: limit.amount,
					unit: limit.unit,
					due_on: due.date,
					provisional: due.provisional,
					state: 'running'
				}))
			)
			.execute();
}

const AT_ONCE = 1000;

const endDeadlines = (
	work: Work,
	{
		centreId,
		kind,
		ids,
		cancelledRule
	}: { centreId: string; kind: string; ids: readonly string[]; cancelledRule: string }
) =>
	work.db
		.updateTable('deadlines.deadline')
		.set((is) => ({
			state: is.case().when('rule', '=', cancelledRule).then('cancelled').else('met').end(),
			ended_at: work.clock()
		}))
		.where('centre_id', '=', centreId)
		.where('subject_kind', '=', kind)
		.where(({ eb, fn, val }) => eb('subject_id', '=', fn<string>('any', [val(ids)])))
		.where('state', '=', 'running')
		.execute();
