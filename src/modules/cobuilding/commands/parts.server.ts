import { accountOf } from '#kernel/actor.ts';
import type { Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { requirePast, wrong } from './checks.server.ts';
import type { CoKind } from '../nouns.ts';
import type { Locked } from './lock.server.ts';

/** Of a project or an agreement: what both have in steps and notes. */
type Whose = 'project_id' | 'agreement_id';

const columnOf = (kind: CoKind): Whose => (kind === 'project' ? 'project_id' : 'agreement_id');

/** The milestones anew; until the work begins none is reached. */
export async function writeMilestones(
	work: Work,
	{ kind, centreId, id }: { kind: CoKind; centreId: string; id: string },
	milestones: readonly { title: string; dueOn: string }[]
): Promise<void> {
	const column = columnOf(kind);
	await work.db.deleteFrom('cobuilding.milestone').where('centre_id', '=', centreId).where(column, '=', id).execute();
	if (milestones.length === 0) return;
	await work.db
		.insertInto('cobuilding.milestone')
		.values(
			milestones.map(({ title, dueOn }, at) => ({
				...{ centre_id: centreId, id: newId(), [column]: id },
				...{ position: at + 1, title, due_on: dueOn }
			}))
		)
		.execute();
}

/** Errors: Invalid for a milestone that is not there or was reached before, or a day to come. */
export async function reachMilestone(work: Work, row: Locked, position: number, doneOn: string): Promise<void> {
	requirePast(work, 'doneOn', doneOn);
	const column = columnOf(row.subject.kind);
	const { numUpdatedRows } = await work.db
		.updateTable('cobuilding.milestone')
		.set({ reached_on: doneOn })
		.where('centre_id', '=', row.centreId)
		.where(column, '=', row.id)
		.where('position', '=', position)
		.where('reached_on', 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw wrong('position', '没有这个节点，或者它已经完成了');
}

export async function noteProgress(work: Work, row: Locked, note: string): Promise<void> {
	const column = columnOf(row.subject.kind);
	await work.db
		.insertInto('cobuilding.progress')
		.values({
			...{ centre_id: row.centreId, id: newId(), [column]: row.id },
			...{ note_sealed: seal(note), at: work.clock(), recorded_by: accountOf(work.actor) }
		})
		.execute();
}
