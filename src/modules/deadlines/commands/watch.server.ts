import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { lastDayWithin, shanghaiDate, type Unit } from '../calendar.ts';
import { warnBefore } from '../deadline.ts';
import { overridesOf, warnOf } from '../queries.server.ts';
import { recount } from './recount.server.ts';

/** How many deadlines one transaction deals with. */
export const BATCH = 200;

const InCentre = z.object({ centreId: z.uuid() });

/** Reminds, once each, of what is yellow. Tells `deadline.reminded` on the subject. Returns how many; less than BATCH when done. */
export const remindBatch = command('deadlines.remind', InCentre, async (work, { centreId }) => {
	const today = shanghaiDate(work.clock());
	const [warn, overrides] = [await warnOf(work.db, centreId, today), await overridesOf(work.db, centreId)];
	const last = (unit: Unit) => lastDayWithin(today, warnBefore(unit, warn), overrides);
	const rows = await running(work, centreId)
		.where('reminded_at', 'is', null)
		.where('due_on', '>=', today)
		.where(({ eb, and, or }) =>
			or([
				and([eb('unit', '=', 'workdays'), eb('due_on', '<=', last('workdays'))]),
				and([eb('unit', '<>', 'workdays'), eb('due_on', '<=', last('days'))])
			])
		)
		.execute();
	return tell(work, centreId, rows, { action: 'deadline.reminded', marks: { reminded_at: work.clock() } });
});

/** Escalates, once each, what is red. Tells `deadline.escalated` on the subject. Returns how many; less than BATCH when done. */
export const escalateBatch = command('deadlines.escalate', InCentre, async (work, { centreId }) => {
	const rows = await running(work, centreId)
		.where('escalated_at', 'is', null)
		.where('due_on', '<', shanghaiDate(work.clock()))
		.execute();
	return tell(work, centreId, rows, { action: 'deadline.escalated', marks: { escalated_at: work.clock() } });
});

const Recount = InCentre.extend({ after: z.uuid().optional(), provisionalOnly: z.boolean() });

/**
 * Counts open deadlines anew, in the order of their ids, after an id. Tells `deadline.moved` on the subject of each that moved.
 * Returns the last id; nothing when there were no more.
 */
export const recountBatch = command(
	'deadlines.recount',
	Recount,
	async (work, { centreId, after, provisionalOnly }) => {
		const rows = await work.db
			.selectFrom('deadlines.deadline')
			.select(['id', 'subject_kind', 'subject_id', 'rule', 'started_on', 'amount', 'unit', 'due_on'])
			.where('centre_id', '=', centreId)
			.where('state', 'in', ['running', 'paused'])
			.$if(provisionalOnly, (query) => query.where('provisional', '=', true))
			.$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
			.orderBy('id')
			.limit(BATCH)
			.forUpdate()
			.execute();
		const counted = await recount(
			work,
			centreId,
			rows.map((row) => ({ ...row, unit: row.unit as Unit }))
		);
		for (const [at, row] of rows.entries()) {
			const dueOn = counted[at]?.dueOn;
			if (dueOn !== row.due_on) await record(work, centreId, row, 'deadline.moved', { dueOn, before: row.due_on });
		}
		return rows.at(-1)?.id;
	}
);

/** Those that another worker deals with are left to it. */
const running = ({ db }: Work, centreId: string) =>
	db
		.selectFrom('deadlines.deadline')
		.select(['id', 'subject_kind', 'subject_id', 'rule', 'due_on'])
		.where('centre_id', '=', centreId)
		.where('state', '=', 'running')
		.orderBy('due_on')
		.limit(BATCH)
		.forUpdate()
		.skipLocked();

interface Row {
	id: string;
	subject_kind: string;
	subject_id: string;
	rule: string;
	due_on: string;
}

async function tell(
	work: Work,
	centreId: string,
	rows: readonly Row[],
	{ action, marks }: { action: string; marks: { reminded_at: Date } | { escalated_at: Date } }
): Promise<number> {
	if (rows.length === 0) return 0;
	await work.db
		.updateTable('deadlines.deadline')
		.set(marks)
		.where('centre_id', '=', centreId)
		.where(
			'id',
			'in',
			rows.map(({ id }) => id)
		)
		.execute();
	for (const row of rows) await record(work, centreId, row, action, { dueOn: row.due_on });
	return rows.length;
}

const record = (work: Work, centreId: string, row: Row, action: string, data: Record<string, unknown>) =>
	work.record({
		centreId,
		subject: { kind: row.subject_kind, id: row.subject_id },
		action,
		as: 'system',
		channel: 'system',
		data: { rule: row.rule, ...data }
	});
