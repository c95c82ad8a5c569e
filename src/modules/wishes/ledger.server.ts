import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node';
import type { Context } from '#kernel/command.ts';
import { ledgerColumns, type LedgerFilter, type LedgerRow, type LedgerTotals, type LedgerValue } from './ledger.ts';
import { ledgerPage, ledgerTotals } from './queries/ledger.server.ts';

/**
 * The ledger as an .xlsx file, read page by page: references as text, money in yuan as numbers, days as dates. A text never
 * becomes a formula, whatever it begins with: its cell is of the type text. Errors: Missing for whoever may not see it.
 */
export async function ledgerFile(context: Context, centreId: string, filter: LedgerFilter): Promise<Buffer> {
	const lines: Row[] = [ledgerColumns.map(({ label }) => ({ ...text(label), fontWeight: 'bold' }))];
	for (let after: string | null | undefined; after !== null;) {
		const { rows, next } = await ledgerPage(context, centreId, filter, after, PAGE);
		for (const row of rows) lines.push(lineOf(row));
		after = next;
	}
	lines.push(lastLine(await ledgerTotals(context, centreId, filter)));
	return writeExcelFile(lines, {
		sheet: '双微台账',
		columns: ledgerColumns.map(({ width }) => ({ width })),
		stickyRowsCount: 1,
		orientation: 'landscape'
	}).toBuffer();
}

const PAGE = 1000;

const text = (value: string) => ({ value, type: String, format: '@' }) as const;
const yuan = (fen: number) => ({ value: fen / 100, type: Number, format: '#,##0.00' }) as const;

const lineOf = (row: LedgerRow): Row => ledgerColumns.map((column) => cellOf(column.value(row)));

function cellOf(value: LedgerValue): Cell {
	if ('number' in value) return { value: value.number, type: Number };
	if ('fen' in value) return value.fen === null ? null : yuan(value.fen);
	if ('text' in value) return value.text === null ? null : text(value.text);
	// midnight in UTC: a spreadsheet knows no zones
	return value.day === null ? null : { value: new Date(value.day), type: Date, format: 'yyyy-mm-dd' };
}

function lastLine({ count, budgetFen, actualFen }: LedgerTotals): Row {
	const sums: Record<string, Cell> = {
		number: text('合计'),
		reference: text(`${count}件`),
		budget: yuan(budgetFen),
		actual: yuan(actualFen)
	};
	return ledgerColumns.map(({ key }) => {
		const cell = sums[key];
		return cell ? ({ ...(cell as object), fontWeight: 'bold' } as Cell) : null;
	});
}
