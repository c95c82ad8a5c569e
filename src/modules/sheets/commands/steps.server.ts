import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Context, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { Assignment } from '../assignment.ts';
import type { ImportKind } from '../import-kind.ts';

const Place = z.object({ centreId: z.uuid(), importId: z.uuid() });
const Columns = Place.extend(Assignment.shape);

/** The tasks of a kind in the queue. */
export const checkTask = ({ name }: ImportKind): string => `${name}ImportCheck`;
export const writeTask = ({ name }: ImportKind): string => `${name}ImportWrite`;

/**
 * Says which column holds what; the office's headings are remembered with it, and the lines are checked by a job.
 * Errors: Missing; Conflict while it is checked or written.
 */
export const chooseColumns = (
	kind: ImportKind,
	context: Context,
	input: z.input<typeof Columns>,
	submissionKey?: string
) =>
	command(`sheets.columns.${kind.name}`, Columns, async (work, { centreId, importId, ...assignment }) => {
		const found = await lockImport(kind, work, centreId, importId);
		if (found.state === 'checking') throw new Conflict('正在检查，请等它查完。');
		if (found.state !== 'read' && found.state !== 'checked') throw new Conflict('这份表格已经确认导入，不能再改列。');
		const columns = JSON.stringify(assignment);
		await update(work, centreId, importId, { state: 'checking', columns, done_count: 0, report_sealed: null });
		await work.db
			.insertInto('sheets.assignment')
			.values({ centre_id: centreId, kind: kind.name, headings_hash: found.headings_hash, columns, at: work.clock() })
			.onConflict((conflict) =>
				conflict.columns(['centre_id', 'kind', 'headings_hash']).doUpdateSet({ columns, at: work.clock() })
			)
			.execute();
		await work.enqueue(checkTask(kind), { centreId, importId });
	})(context, input, submissionKey);

/**
 * Lets the new lines be written, by a job. Of several who confirm at once one does it, and the others are told that it is under way.
 * Errors: Missing; Conflict unless it was checked and holds new lines.
 */
export const confirmImport = (
	kind: ImportKind,
	context: Context,
	input: z.input<typeof Place>,
	submissionKey?: string
) =>
	command(`sheets.confirm.${kind.name}`, Place, async (work, { centreId, importId }) => {
		const found = await lockImport(kind, work, centreId, importId);
		if (found.state === 'writing' || found.state === 'done') throw new Conflict('这份表格已经确认过了，请看结果。');
		if (found.state !== 'checked') throw new Conflict('这份表格还没有检查完，请等一等再确认。');
		if (found.new_count === 0) throw new Conflict('这份表格里没有要新增的行。');
		await update(work, centreId, importId, { state: 'writing', done_count: 0, confirmed_by: accountOf(work.actor) });
		await work.record({
			centreId,
			subject: { kind: 'import', id: importId },
			action: 'import.confirmed',
			as: work.actor.kind === 'system' ? 'system' : 'clerk',
			channel: 'online',
			data: { kind: kind.name, rows: found.row_count, new: found.new_count, wrong: found.wrong_count }
		});
		await work.enqueue(writeTask(kind), { centreId, importId });
	})(context, input, submissionKey);

/** Forgets an upload and its rows. Errors: Missing; Conflict while it is written. */
export const discardImport = (kind: ImportKind, context: Context, input: z.input<typeof Place>) =>
	command(`sheets.discard.${kind.name}`, Place, async (work, { centreId, importId }) => {
		const { state } = await lockImport(kind, work, centreId, importId);
		if (state === 'writing') throw new Conflict('正在写进系统，不能删。请等它写完。');
		await work.db.deleteFrom('sheets.import').where('centre_id', '=', centreId).where('id', '=', importId).execute();
	})(context, input);

async function lockImport(kind: ImportKind, { db, actor, clock }: Work, centreId: string, importId: string) {
	const found = kind.may(actor, centreId)
		? await db
				.selectFrom('sheets.import')
				.select(['state', 'headings_hash', 'row_count', 'new_count', 'wrong_count'])
				.where('centre_id', '=', centreId)
				.where('id', '=', importId)
				.where('kind', '=', kind.name)
				.where('expires_at', '>', clock())
				.forUpdate()
				.executeTakeFirst()
		: undefined;
	if (!found) throw new Missing(NO_IMPORT);
	return found;
}

export const NO_IMPORT = '没有这份上传的表格，或者已经过了7天，清除了。请再上传一次。';

const update = (work: Work, centreId: string, importId: string, set: Record<string, unknown>) =>
	work.db.updateTable('sheets.import').set(set).where('centre_id', '=', centreId).where('id', '=', importId).execute();
