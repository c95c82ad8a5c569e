import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Context } from '#kernel/command.ts';
import { Invalid, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import type { SheetRow } from '../cell.ts';
import { plainHeading, type Heading } from '../heading.ts';
import type { ImportKind } from '../import-kind.ts';
import { readTable } from '../xlsx/table.server.ts';

/** Rows of an upload that are checked, and written, together. */
export const PIECE = 100;
const DAYS_KEPT = 7;
const MOST_BYTES = 20 * 1024 * 1024;

/** What an upload is about, apart from its rows. Sealed: headings and first values are the office's own. */
export interface KeptTable {
	sheet: string;
	others: string[];
	headings: Heading[];
	from1904: boolean;
}

/**
 * Reads an uploaded workbook and keeps its rows, sealed, for seven days at most. Returns the id of the import.
 * Errors: Missing for whoever may not; Invalid, of the field `file`, for what cannot be read.
 */
export async function uploadTable(
	kind: ImportKind,
	context: Context,
	{ centreId, file }: { centreId: string; file: File | undefined },
	submissionKey?: string
): Promise<string> {
	if (!kind.may(context.actor, centreId)) throw new Missing('没有这个页面。');
	if (!file) throw wrong('请选择要导入的表格');
	if (file.size > MOST_BYTES) throw wrong('这个文件超过 20 MB，没有读。请删去图片和用不着的工作表，另存后再上传');
	const bytes = Buffer.from(await file.arrayBuffer());
	const { rows, ...table } = await readTable(bytes, kind.fields);
	const pieces = await Array.fromAsync(piecesOf(rows()), (piece) => ({
		first_row: piece[0]?.number ?? 1,
		count: piece.length,
		rows_sealed: seal(JSON.stringify(piece))
	}));
	const rowCount = pieces.reduce((sum, { count }) => sum + count, 0);
	if (rowCount === 0) throw wrong(`工作表“${table.sheet}”里只有标题，没有内容`);

	const keep = command('sheets.upload', Upload, async (work, input) => {
		const id = newId();
		const now = work.clock();
		await work.db
			.insertInto('sheets.import')
			.values({
				centre_id: input.centreId,
				id,
				kind: input.kind,
				state: 'read',
				table_sealed: seal(JSON.stringify(table satisfies KeptTable)),
				headings_hash: headingsHash(table.headings),
				row_count: rowCount,
				uploaded_by: accountOf(work.actor),
				created_at: now,
				expires_at: new Date(now.getTime() + DAYS_KEPT * 86_400_000)
			})
			.execute();
		for (const { first_row, rows_sealed } of pieces)
			await work.db
				.insertInto('sheets.piece')
				.values({ centre_id: input.centreId, import_id: id, first_row, rows_sealed })
				.execute();
		return id;
	});
	const fileHash = createHash('sha256').update(bytes).digest('hex');
	return keep(context, { centreId, kind: kind.name, fileHash }, submissionKey);
}

const Upload = z.object({ centreId: z.uuid(), kind: z.string(), fileHash: z.string() });

const wrong = (message: string) => new Invalid(message, [{ field: 'file', message }]);

async function* piecesOf(rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow[]> {
	let piece: SheetRow[] = [];
	for await (const row of rows) {
		piece.push(row);
		if (piece.length < PIECE) continue;
		yield piece;
		piece = [];
	}
	if (piece.length > 0) yield piece;
}

/** The same headings in the same order are the same form of an office. */
const headingsHash = (headings: readonly Heading[]): Buffer =>
	createHash('sha256')
		.update(JSON.stringify(headings.map(({ column, label }) => [column, plainHeading(label)])))
		.digest();
