import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { open, openMaybe } from '#kernel/secrets.ts';
import { Assignment, suggested } from '../assignment.ts';
import { NO_IMPORT } from '../commands/steps.server.ts';
import type { KeptTable } from '../commands/upload.server.ts';
import type { Choice, ImportKind } from '../import-kind.ts';
import type { ImportLine, ImportState, ImportView } from '../import-view.ts';
import type { Report } from '../report.ts';

/** An upload, for those who may import. Errors: Missing. */
export async function importOf(
	kind: ImportKind,
	context: Context,
	centreId: string,
	importId: string
): Promise<ImportView & { choices: Record<string, Choice[]> }> {
	const row =
		kind.may(context.actor, centreId) && isId(importId)
			? await rows(kind, context, centreId)
					.select(['table_sealed', 'columns', 'report_sealed', 'headings_hash', 'expires_at'])
					.where('id', '=', importId)
					.executeTakeFirst()
			: undefined;
	if (!row) throw new Missing(NO_IMPORT);
	const table = JSON.parse(open(row.table_sealed)) as KeptTable;
	const report = openMaybe(row.report_sealed);
	const remembered = row.columns ?? (await rememberedFor(kind, context, centreId, row.headings_hash));
	return {
		...lineOf(row),
		sheet: table.sheet,
		others: table.others,
		headings: table.headings,
		assignment: remembered ? Assignment.parse(remembered) : suggested(table.headings, kind.fields),
		isRemembered: row.columns === null && remembered !== undefined,
		report: report === null ? { wrong: [], differing: [], notes: [] } : (JSON.parse(report) as Report),
		expiresAt: row.expires_at,
		choices: await kind.wholeTable(context.db, centreId)
	};
}

/** The uploads that are still kept, the newest first. Errors: Missing. */
export async function recentImports(kind: ImportKind, context: Context, centreId: string): Promise<ImportLine[]> {
	if (!kind.may(context.actor, centreId)) throw new Missing('没有这个页面。');
	const found = await rows(kind, context, centreId).orderBy('created_at', 'desc').limit(20).execute();
	return found.map(lineOf);
}

const rows = (kind: ImportKind, { db, clock }: Context, centreId: string) =>
	db
		.selectFrom('sheets.import')
		.select([
			'id',
			'state',
			'row_count',
			'done_count',
			'new_count',
			'same_count',
			'differing_count',
			'wrong_count',
			'added_count',
			'created_at'
		])
		.where('centre_id', '=', centreId)
		.where('kind', '=', kind.name)
		.where('expires_at', '>', clock());

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

const lineOf = (row: Row): ImportLine => ({
	id: row.id,
	state: row.state as ImportState,
	at: row.created_at,
	rows: row.row_count,
	done: row.done_count,
	added: row.added_count,
	counts: {
		new: row.new_count,
		same: row.same_count,
		differing: row.differing_count,
		wrong: row.wrong_count
	}
});

async function rememberedFor(kind: ImportKind, { db }: Context, centreId: string, headingsHash: Buffer) {
	const row = await db
		.selectFrom('sheets.assignment')
		.select('columns')
		.where('centre_id', '=', centreId)
		.where('kind', '=', kind.name)
		.where('headings_hash', '=', headingsHash)
		.executeTakeFirst();
	return row?.columns;
}
