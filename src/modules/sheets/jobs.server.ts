import { z } from 'zod';
import { workIn, type Context, type Work } from '#kernel/command.ts';
import type { Transaction } from '#kernel/db.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { open, seal } from '#kernel/secrets.ts';
import { Assignment, importRow } from './assignment.ts';
import type { SheetRow } from './cell.ts';
import { checkTask, writeTask } from './commands/steps.server.ts';
import type { KeptTable } from './commands/upload.server.ts';
import type { ImportKind, ImportRow, RowReader } from './import-kind.ts';
import { Findings } from './report.ts';

const Payload = z.object({ centreId: z.uuid(), importId: z.uuid() });

/** The two jobs of a kind: both may be run again after they died on their way. */
export const importTasks = (kind: ImportKind): TaskTable => ({
	tasks: {
		[checkTask(kind)]: (context, payload) => checkImport(kind, context, Payload.parse(payload)),
		[writeTask(kind)]: (context, payload) => writeImport(kind, context, Payload.parse(payload))
	},
	crontab: {}
});

/** Forgets uploads after their time. */
export const sheetTasks: TaskTable = {
	tasks: {
		sweepImports: async ({ db, clock }) => {
			await db.deleteFrom('sheets.import').where('expires_at', '<', clock()).execute();
		}
	},
	crontab: { sweepImports: '43 * * * *' }
};

type Place = z.output<typeof Payload>;

/** Goes through all rows and says of each what would come of it. Begins anew when it is run again. */
async function checkImport(kind: ImportKind, context: Context, place: Place): Promise<void> {
	const found = await importIn(kind, context, place, 'checking');
	if (!found) return;
	const reader = await kind.open(context, place.centreId, place.importId);
	const findings = new Findings(found.assignment);
	let [after, done] = [0, 0];
	for (;;) {
		const piece = await pieces(context.db, place).where('first_row', '>', after).executeTakeFirst();
		if (!piece) break;
		const rows = found.rowsIn(piece.rows_sealed);
		const verdicts = await reader.check(rows);
		const keys: Record<string, string> = {};
		for (const [at, verdict] of verdicts.entries()) {
			const row = rows[at] as ImportRow;
			findings.add(row, verdict);
			if (verdict.is === 'new') keys[row.number] = verdict.identity;
		}
		await setKeys(context, place, piece.first_row, keys);
		[after, done] = [piece.first_row, done + rows.length];
		await progress(context, place, 'checking', { done_count: done });
	}
	const { counts, report } = findings;
	await progress(context, place, 'checking', {
		state: 'checked',
		new_count: counts.new,
		same_count: counts.same,
		differing_count: counts.differing,
		wrong_count: counts.wrong,
		report_sealed: seal(JSON.stringify(report))
	});
}

/**
 * Writes the new rows piece by piece. A piece and its rows are one transaction, and it is gone afterwards: whoever takes
 * over goes on with the next one.
 */
async function writeImport(kind: ImportKind, context: Context, place: Place): Promise<void> {
	const found = await importIn(kind, context, place, 'writing');
	if (!found) return;
	const reader = await kind.open(context, place.centreId, place.importId);
	let isLeft = true;
	while (isLeft)
		isLeft = await context.db.transaction().execute(async (db) => {
			const piece = await pieces(db, place).forUpdate().executeTakeFirst();
			if (!piece) return false;
			const rows = found.rowsIn(piece.rows_sealed);
			const keys = (piece.keys ?? {}) as Record<string, string>;
			const work = workIn(context, db);
			// in one order for everybody, so that two who bring the same rows never wait for each other
			const fresh = rows.filter(({ number }) => number in keys).sort((a, b) => byKey(keys, a, b));
			const added = await writeRows(reader, work, fresh, keys);
			await deletePiece(db, place, piece.first_row);
			await db
				.updateTable('sheets.import')
				.set((column) => ({
					done_count: column('done_count', '+', rows.length),
					added_count: column('added_count', '+', added)
				}))
				.where('centre_id', '=', place.centreId)
				.where('id', '=', place.importId)
				.execute();
			return true;
		});
	await progress(context, place, 'writing', { state: 'done', finished_at: context.clock() });
}

async function writeRows(
	reader: RowReader,
	work: Work,
	rows: readonly ImportRow[],
	keys: Readonly<Record<string, string>>
): Promise<number> {
	const identityOf = ({ number }: ImportRow) => keys[number] ?? '';
	if (reader.writeAll) return reader.writeAll(work, rows, rows.map(identityOf));
	let added = 0;
	for (const row of rows) if (await reader.write(work, row, identityOf(row))) added += 1;
	return added;
}

const byKey = (keys: Record<string, string>, a: ImportRow, b: ImportRow) =>
	(keys[a.number] ?? '') < (keys[b.number] ?? '') ? -1 : 1;

async function importIn(kind: ImportKind, { db }: Context, { centreId, importId }: Place, state: string) {
	const row = await db
		.selectFrom('sheets.import')
		.select(['table_sealed', 'columns'])
		.where('centre_id', '=', centreId)
		.where('id', '=', importId)
		.where('state', '=', state)
		.executeTakeFirst();
	if (!row) return undefined;
	const assignment = Assignment.parse(row.columns);
	const table = JSON.parse(open(row.table_sealed)) as KeptTable;
	const about = { headings: table.headings, from1904: table.from1904, fields: kind.fields };
	return {
		assignment,
		rowsIn: (sealed: Buffer) =>
			(JSON.parse(open(sealed)) as SheetRow[]).map((sheetRow) => importRow(sheetRow, assignment, about))
	};
}

const pieces = (db: Context['db'], { centreId, importId }: Place) =>
	db
		.selectFrom('sheets.piece')
		.select(['first_row', 'rows_sealed', 'keys'])
		.where('centre_id', '=', centreId)
		.where('import_id', '=', importId)
		.orderBy('first_row')
		.limit(1);

const setKeys = ({ db }: Context, { centreId, importId }: Place, firstRow: number, keys: Record<string, string>) =>
	db
		.updateTable('sheets.piece')
		.set({ keys: JSON.stringify(keys) })
		.where('centre_id', '=', centreId)
		.where('import_id', '=', importId)
		.where('first_row', '=', firstRow)
		.execute();

const deletePiece = (db: Transaction, { centreId, importId }: Place, firstRow: number) =>
	db
		.deleteFrom('sheets.piece')
		.where('centre_id', '=', centreId)
		.where('import_id', '=', importId)
		.where('first_row', '=', firstRow)
		.execute();

const progress = ({ db }: Context, { centreId, importId }: Place, state: string, set: Record<string, unknown>) =>
	db
		.updateTable('sheets.import')
		.set(set)
		.where('centre_id', '=', centreId)
		.where('id', '=', importId)
		.where('state', '=', state)
		.execute();
