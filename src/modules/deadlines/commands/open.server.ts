import type { Transaction } from '#kernel/db.ts';
import type { Unit } from '../calendar.ts';
import type { Subject } from '../deadline.ts';

/** The clock that runs or stands for a subject, locked: the row is the lock of its pauses too. */
export async function openOf(db: Transaction, centreId: string, subject: Subject) {
	const row = await db
		.selectFrom('deadlines.deadline')
		.select(['id', 'rule', 'started_on', 'amount', 'unit', 'due_on', 'state'])
		.where('centre_id', '=', centreId)
		.where('subject_kind', '=', subject.kind)
		.where('subject_id', '=', subject.id)
		.where('state', 'in', ['running', 'paused'])
		.forUpdate()
		.executeTakeFirst();
	return row && { ...row, unit: row.unit as Unit };
}
