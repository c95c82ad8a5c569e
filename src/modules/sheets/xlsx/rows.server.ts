import { columnIn, isBlank, type Cell, type SheetRow } from '../cell.ts';
import type { Merged } from '../heading.ts';
import { dayOfSerial } from '../values.ts';
import { decodeEscapes } from './formats.ts';
import type { Workbook } from './workbook.server.ts';
import { readXml } from './xml.server.ts';

const MOST_UNFOLDED = 200_000_000;
/** What stands further to the right is left out. */
const MOST_COLUMNS = 200;
/** A spreadsheet holds no longer text in a cell. */
const LONGEST_TEXT = 32_767;

/** The lines of a sheet that hold anything, in order. What its size is said to be does not matter. */
export const rowsOf = (workbook: Workbook, path: string): AsyncGenerator<SheetRow> =>
	readXml(workbook.archive.read(path, MOST_UNFOLDED), (emit) => rowEvents(workbook, emit));

/** The blocks of merged cells, which stand behind all lines. */
export const mergedIn = (workbook: Workbook, path: string): Promise<Merged[]> =>
	Array.fromAsync(
		readXml<Merged>(fromLine(workbook.archive.read(path, MOST_UNFOLDED)), (emit) => ({
			open: (name, attribute) => {
				if (name !== 'mergeCell') return;
				const [from = '', to = from] = (attribute('ref') ?? '').split(':');
				const [left, right] = [columnIn(from), columnIn(to)];
				const [top, bottom] = [from, to].map((one) => Number(/\d+$/.exec(one)?.[0]));
				if (left !== undefined && right !== undefined && top && bottom) emit({ top, left, bottom, right });
			}
		}))
	);

/** What comes behind the lines, as a document of its own: the lines need not be understood twice. */
async function* fromLine(pieces: AsyncIterable<string>): AsyncGenerator<string> {
	yield '<tail>';
	let [held, isBehind] = ['', false];
	for await (const piece of pieces) {
		held += piece;
		if (!isBehind) {
			const end = /<\/(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*\/>/.exec(held);
			if (!end) {
				held = held.slice(-64);
				continue;
			}
			isBehind = true;
			held = held.slice(end.index + end[0].length);
		}
		const block = /<((?:\w+:)?)mergeCells[\s>]/.exec(held);
		if (!block) {
			held = held.slice(-64);
			continue;
		}
		const close = held.indexOf(`</${block[1]}mergeCells>`, block.index);
		if (close < 0) continue;
		yield held.slice(block.index, close + `</${block[1]}mergeCells>`.length);
		break;
	}
	yield '</tail>';
}

function rowEvents({ shared, dateStyles, from1904 }: Workbook, keep: (row: SheetRow) => void) {
	let [number, column, type, style, value, text] = [0, -1, 'n', 0, '', ''];
	let [isValue, isText, isHint, isFormula] = [false, false, false, false];
	let cells: Cell[] = [];

	const cell = (): Cell => {
		if (type === 'inlineStr') return textCell(text);
		if (value === '') return isFormula && type !== 'str' ? { error: '公式' } : null;
		if (type === 's') return textCell(shared[Number(value)] ?? '');
		if (type === 'str') return textCell(value);
		if (type === 'e') return { error: value };
		if (type === 'b') return value === '1' ? '是' : '否';
		if (type === 'd')
			return value
				.replace('T', ' ')
				.replace(/(:\d\d)(?::\d\d.*)?$/, '$1')
				.replace(/ 00:00$/, '');
		const figure = Number(value);
		if (!Number.isFinite(figure)) return textCell(value);
		return dateStyles[style] && figure > 0 && figure < 2_958_466 ? dayOfSerial(figure, from1904) : figure;
	};

	return {
		open(name: string, attribute: (name: string) => string | undefined) {
			if (name === 'row') {
				const given = Number(attribute('r'));
				number = Number.isSafeInteger(given) && given > number ? given : number + 1;
				[column, cells] = [-1, []];
			} else if (name === 'c') {
				column = columnIn(attribute('r') ?? '') ?? column + 1;
				[type, style, value, text] = [attribute('t') ?? 'n', Number(attribute('s') ?? 0), '', ''];
				isFormula = false;
			} else if (name === 'v') isValue = true;
			else if (name === 'f') isFormula = true;
			else if (name === 't') isText = !isHint;
			else if (name === 'rPh') isHint = true;
		},
		text(piece: string) {
			if (isValue) value += piece;
			else if (isText && text.length < LONGEST_TEXT) text += piece;
		},
		close(name: string) {
			if (name === 'v') isValue = false;
			else if (name === 't') isText = false;
			else if (name === 'rPh') isHint = false;
			else if (name === 'c' && column < MOST_COLUMNS) put(cells, column, cell());
			else if (name === 'row' && cells.some((one) => !isBlank(one))) keep({ number, cells });
		}
	};
}

function put(cells: Cell[], column: number, cell: Cell): void {
	while (cells.length < column) cells.push(null);
	cells[column] = cell;
}

/** Control characters go: nobody types them, and a database refuses them. */
function textCell(raw: string): Cell {
	const text = decodeEscapes(raw)
		.replace(/\r\n?/g, '\n')
		.replace(/(?![\t\n])\p{Cc}/gu, '')
		.slice(0, LONGEST_TEXT)
		.toWellFormed();
	return text.trim() === '' ? null : text;
}
