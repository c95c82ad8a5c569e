import type { Work } from '#kernel/command.ts';
import type { Day, Unit } from '../calendar.ts';
import { dueAfterPauses, type Pause } from '../deadline.ts';
import { overridesOf } from '../queries.server.ts';

export interface Counted {
	id: string;
	started_on: Day;
	amount: number;
	unit: Unit;
}

/** Counts due days anew from the start, with the pauses that are over, by the calendar as it is known now. The rows are locked. */
export async function recount(
	{ db }: Work,
	centreId: string,
	deadlines: readonly Counted[]
): Promise<{ id: string; dueOn: Day }[]> {
	const overrides = await overridesOf(db, centreId);
	const pauses = await pausesBy(db, centreId, deadlines);
	const counted = deadlines.map(({ id, started_on: startedOn, amount, unit }) => ({
		id,
		...dueAfterPauses({ startedOn, amount, unit }, pauses.get(id) ?? [], overrides)
	}));
	for (const { id, date, provisional } of counted)
		await db
			.updateTable('deadlines.deadline')
			.set({ due_on: date, provisional })
			.where('centre_id', '=', centreId)
			.where('id', '=', id)
			.execute();
	return counted.map(({ id, date }) => ({ id, dueOn: date }));
}

async function pausesBy(
	db: Work['db'],
	centreId: string,
	deadlines: readonly Counted[]
): Promise<Map<string, Pause[]>> {
	if (deadlines.length === 0) return new Map();
	const rows = await db
		.selectFrom('deadlines.pause')
		.select(['deadline_id', 'paused_on', 'resumed_on'])
		.where('centre_id', '=', centreId)
		.where(
			'deadline_id',
			'in',
			deadlines.map(({ id }) => id)
		)
		.execute();
	const over = rows.flatMap(({ deadline_id: id, paused_on: pausedOn, resumed_on: resumedOn }) =>
		resumedOn === null ? [] : [{ id, pausedOn, resumedOn }]
	);
	return Map.groupBy(over, ({ id }) => id);
}
