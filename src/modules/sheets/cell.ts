/** What stands in a cell: dates are texts YYYY-MM-DD (HH:MM), a formula without a usable result says why. */
export type Cell = string | number | { error: string } | null;

/** A line of a table by its number in the file, counted from 1; cells by column, counted from 0. */
export interface SheetRow {
	number: number;
	cells: Cell[];
}

/** What a cell of a file that we write shows. Amounts are fen, days YYYY-MM-DD. */
export type SheetValue = { text: string | null } | { number: number } | { fen: number | null } | { day: string | null };

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(column: number): string {
	const first = Math.floor(column / 26);
	return (first > 0 ? columnLetters(first - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** 'AB12' → 27; undefined when it names no column. */
export function columnIn(reference: string): number | undefined {
	const letters = /^\$?([A-Z]{1,3})/i.exec(reference)?.[1]?.toUpperCase();
	if (letters === undefined) return undefined;
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** What a cell says, as a text. */
export function textIn(cell: Cell | undefined): string {
	if (cell === null || cell === undefined) return '';
	return typeof cell === 'object' ? '' : String(cell).trim();
}

/** Two writings of the same words: full width and half width, spaces, an apostrophe in front that keeps a spreadsheet from calculating. */
export const sameWords = (text: string): string =>
	text.normalize('NFKC').replace(/\s+/gu, '').replace(/^['’]/, '').toLowerCase();

export const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined || cell === '';
