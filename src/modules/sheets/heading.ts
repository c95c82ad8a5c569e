import { columnLetters, isBlank, sameWords, textIn, type Cell, type SheetRow } from './cell.ts';

/** Something that a table may tell of each line, and the headings offices give it. */
export interface SheetField {
	key: string;
	label: string;
	synonyms: readonly string[];
	/** Said beside the choice of the column. */
	hint?: string;
	/** Without it no line can be taken in; where `wholeTable` offers choices, one for all lines will do. */
	required?: boolean;
}

/** A column of an uploaded table. */
export interface Heading {
	column: number;
	letters: string;
	label: string;
	/** The first values, as they stand. */
	samples: string[];
}

/** A block of cells that were made one; rows from 1, columns from 0, ends included. */
export interface Merged {
	top: number;
	left: number;
	bottom: number;
	right: number;
}

/** A heading without its unit, stars and spaces: “预算（元）*” → “预算”. */
export const plainHeading = (label: string): string =>
	sameWords(label)
		.replace(/[([【].*?[)\]】]/g, '')
		.replace(/[*:：、。]/g, '');

const MOST_LINES = 25;
const DEEPEST = 3;

/** The line or lines that hold the headings, among the first of a table: those that name most of the fields. */
export function findHeadings(
	lines: readonly SheetRow[],
	merged: readonly Merged[],
	fields: readonly SheetField[]
): { labels: string[]; lastRow: number; score: number } {
	const known = new Set(fields.flatMap(({ label, synonyms }) => [label, ...synonyms].map(plainHeading)));
	const found = lines.slice(0, MOST_LINES).flatMap((line, at) =>
		Array.from({ length: DEEPEST }, (_, more) => more).flatMap((more) => {
			const block = lines.slice(at, at + more + 1);
			const last = block.at(-1);
			if (block.length !== more + 1 || !last || (more > 0 && !isOneHeading(line, last, merged))) return [];
			const labels = labelsOf(block, merged);
			const score = new Set(labels.flatMap((label) => partsOf(label)).filter((part) => known.has(part))).size;
			return [{ labels, lastRow: last.number, score, filled: labels.filter((label) => label !== '').length, more }];
		})
	);
	const [best] = found.sort((a, b) => b.score - a.score || (a.score === 0 ? b.filled - a.filled : a.more - b.more));
	return best ?? { labels: [], lastRow: 0, score: 0 };
}

/** Lines stand for one heading when a cell reaches from the first into the last, or lies across several columns of those below. */
const isOneHeading = (first: SheetRow, last: SheetRow, merged: readonly Merged[]): boolean =>
	merged.some(({ top, bottom }) => top >= first.number && top < last.number && bottom === last.number) ||
	merged.some(({ top, left, right }) => top === first.number && right > left && right - left + 1 < first.cells.length);

/** What a column is called: from the top down, each word once. */
function labelsOf(block: readonly SheetRow[], merged: readonly Merged[]): string[] {
	const width = Math.max(...block.map(({ cells }) => cells.length));
	return Array.from({ length: width }, (_, column) => {
		const words = block.map((line) => wordOf(block, line, column, merged)).filter((word) => word !== '');
		return [...new Set(words)].join('／');
	});
}

function wordOf(block: readonly SheetRow[], line: SheetRow, column: number, merged: readonly Merged[]): string {
	const own = textIn(line.cells[column]);
	if (own !== '') return oneLine(own);
	const over = merged.find(
		({ top, bottom, left, right }) => top <= line.number && bottom >= line.number && left <= column && right >= column
	);
	const source = over && block.find(({ number }) => number === over.top);
	return oneLine(textIn(source?.cells[over?.left ?? 0]));
}

const oneLine = (text: string) => text.replace(/\s+/gu, ' ');

const partsOf = (label: string): string[] => {
	const parts = label.split('／').map(plainHeading);
	return [plainHeading(label), parts.at(-1) ?? '', parts[0] ?? ''];
};

/** Which field each column most probably holds; each field once, the clearest match first. */
export function suggestColumns(
	headings: readonly Pick<Heading, 'column' | 'label'>[],
	fields: readonly SheetField[]
): Record<string, number> {
	const matches = headings
		.flatMap(({ column, label }) => fields.map(({ key, ...field }) => ({ key, column, fit: fitOf(label, field) })))
		.filter(({ fit }) => fit > 0)
		.sort((a, b) => b.fit - a.fit || a.column - b.column);
	const columns: Record<string, number> = {};
	const taken = new Set<number>();
	for (const { key, column } of matches) {
		if (key in columns || taken.has(column)) continue;
		columns[key] = column;
		taken.add(column);
	}
	return columns;
}

function fitOf(heading: string, { label, synonyms }: Pick<SheetField, 'label' | 'synonyms'>): number {
	const [whole = '', last = '', first = ''] = partsOf(heading);
	const names = [label, ...synonyms].map(plainHeading);
	if (whole === names[0] || last === names[0]) return 5;
	if (names.includes(whole) || names.includes(last)) return 4;
	if (names.includes(first)) return 2;
	return names.some((name) => name.length > 2 && last.includes(name)) ? 1 : 0;
}

/** The columns that have a heading or a value, with the first values. */
export function headingsOf(labels: readonly string[], rows: readonly SheetRow[]): Heading[] {
	const width = Math.max(labels.length, ...rows.map(({ cells }) => cells.length));
	return Array.from({ length: width }, (_, column) => ({
		column,
		letters: columnLetters(column),
		label: labels[column] ?? '',
		samples: samplesOf(rows, column)
	})).filter(({ label, samples }) => label !== '' || samples.length > 0);
}

const samplesOf = (rows: readonly SheetRow[], column: number): string[] =>
	rows
		.map(({ cells }) => textIn(cells[column]))
		.filter((text) => text !== '')
		.slice(0, 2)
		.map((text) => ([...text].length > 24 ? `${[...text].slice(0, 24).join('')}…` : text));

/** A line below the table that is none of it: 合计, 制表：…. */
export function isFooter(cells: readonly Cell[]): boolean {
	const filled = cells.filter((cell) => !isBlank(cell)).map((cell) => sameWords(textIn(cell)));
	if (filled.slice(0, 3).some((text) => /^(合计|总计|小计|共计|累计|总数)[:：]?$/.test(text))) return true;
	return filled.length <= 4 && /^(制表|填表|审核|备注|说明|注|填报|日期)(人|单位|日期)?[:：]/.test(filled[0] ?? '');
}
