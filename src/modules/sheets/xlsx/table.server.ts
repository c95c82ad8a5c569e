import { isBlank, sameWords, textIn, type SheetRow } from '../cell.ts';
import { findHeadings, headingsOf, isFooter, type Heading, type Merged, type SheetField } from '../heading.ts';
import { wrongFile } from './trouble.ts';
import { mergedIn, rowsOf } from './rows.server.ts';
import { openWorkbook, type Workbook } from './workbook.server.ts';

export const MOST_ROWS = 20_000;
const HEAD = 30;
const MOST_SHEETS = 30;

/** The one table of an uploaded workbook that looks most like what is wanted. */
export interface Table {
	sheet: string;
	/** Visible sheets that are not read. */
	others: string[];
	headings: Heading[];
	from1904: boolean;
	/** The lines below the headings: without empty ones, totals and signatures. Errors: Invalid beyond MOST_ROWS. */
	rows(): AsyncGenerator<SheetRow>;
}

/** Errors: Invalid, with a sentence for people, for whatever is no such workbook. */
export async function readTable(bytes: Buffer, fields: readonly SheetField[]): Promise<Table> {
	const workbook = await openWorkbook(bytes);
	const looks = await Promise.all(
		workbook.sheets.slice(0, MOST_SHEETS).map(async (sheet) => {
			const [merged, head] = [await mergedIn(workbook, sheet.path), await headOf(workbook, sheet.path)];
			return { sheet, merged, head, found: findHeadings(head, merged, fields) };
		})
	);
	const [best] = looks.filter(({ head }) => head.length > 0).sort((a, b) => b.found.score - a.found.score);
	if (!best) throw wrongFile('这个表格里没有内容。请检查是不是选错了文件。');
	const { sheet, merged, head, found } = best;
	const below = filledDown(
		head.filter(({ number, cells }) => number > found.lastRow && !isFooter(cells)),
		merged
	);
	return {
		sheet: sheet.name,
		others: workbook.sheets.filter((other) => other !== sheet).map(({ name }) => name),
		headings: headingsOf(found.labels, await Array.fromAsync(below)),
		from1904: workbook.from1904,
		rows: () => tableRows(workbook, sheet.path, merged, found)
	};
}

async function headOf(workbook: Workbook, path: string): Promise<SheetRow[]> {
	const head: SheetRow[] = [];
	for await (const row of rowsOf(workbook, path)) {
		head.push(row);
		if (head.length === HEAD) break;
	}
	return head;
}

async function* tableRows(
	workbook: Workbook,
	path: string,
	merged: readonly Merged[],
	{ lastRow, labels }: { lastRow: number; labels: readonly string[] }
): AsyncGenerator<SheetRow> {
	let count = 0;
	for await (const row of filledDown(rowsOf(workbook, path), merged)) {
		if (row.number <= lastRow || isFooter(row.cells) || isHeadingAgain(row, labels)) continue;
		count += 1;
		if (count > MOST_ROWS)
			throw wrongFile(`一次最多导入 ${MOST_ROWS.toLocaleString('en-US')} 行。请分成几个文件，一个一个上传。`);
		yield row;
	}
}

/** Tables that were printed page by page repeat their headings. */
function isHeadingAgain({ cells }: SheetRow, labels: readonly string[]): boolean {
	const filled = [...cells.entries()].filter(([, cell]) => !isBlank(cell));
	return (
		filled.length > 1 &&
		filled.every(([column, cell]) =>
			(labels[column] ?? '').split('／').some((part) => sameWords(part) === sameWords(textIn(cell)))
		)
	);
}

/** A text or day in cells that were merged downwards counts for each line; a number once, or a sum would count it again. */
async function* filledDown(
	rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
	merged: readonly Merged[]
): AsyncGenerator<SheetRow> {
	const waiting = merged.filter(({ top, bottom }) => bottom > top).sort((a, b) => a.top - b.top);
	let active: { left: number; bottom: number; text: string }[] = [];
	for await (const row of rows) {
		active = active.filter(({ bottom }) => bottom >= row.number);
		for (const { left, text } of active) if (isBlank(row.cells[left])) place(row, left, text);
		while (waiting[0] && waiting[0].top <= row.number) {
			const { top, left, bottom } = waiting.shift() as Merged;
			const cell = row.cells[left];
			if (top === row.number && typeof cell === 'string') active.push({ left, bottom, text: cell });
		}
		yield row;
	}
}

function place({ cells }: SheetRow, column: number, text: string): void {
	while (cells.length <= column) cells.push(null);
	cells[column] = text;
}
