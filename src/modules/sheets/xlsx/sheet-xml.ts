import { columnLetters, type SheetValue } from '../cell.ts';
import { encodeEscapes } from './formats.ts';
import { BOLD_STYLES, STYLES } from './frame.ts';
import type { WrittenSheet } from './written.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LONGEST_TEXT = 32_767;

/** The parts of a sheet in the order that the standard asks for (ECMA-376 18.3.1.99), line by line. */
export async function* sheetXml({ columns, lines, totals, footer }: WrittenSheet): AsyncGenerator<string> {
	const widths = columns.map(
		({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
	);
	yield (
		`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
		`<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
		`<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`
	);
	let number = 1;
	yield rowXml(
		number,
		columns.map(({ label }) => ({ text: label })),
		BOLD_STYLES
	);
	for await (const page of lines) yield page.map((line) => rowXml((number += 1), line, STYLES)).join('');
	if (totals) yield rowXml((number += 1), await totals(), BOLD_STYLES);
	yield (
		'</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>' +
		'<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
		(footer ? `<headerFooter><oddFooter>${encodeEscapes(footer)}</oddFooter></headerFooter>` : '') +
		'</worksheet>'
	);
}

const rowXml = (number: number, line: readonly SheetValue[], styles: typeof STYLES): string =>
	`<row r="${number}">${line.map((value, column) => cellXml(`${columnLetters(column)}${number}`, value, styles)).join('')}</row>`;

function cellXml(reference: string, value: SheetValue, styles: typeof STYLES): string {
	if ('number' in value) return `<c r="${reference}" s="${styles.number}"><v>${value.number}</v></c>`;
	if ('fen' in value)
		return value.fen === null ? '' : `<c r="${reference}" s="${styles.money}"><v>${yuanOf(value.fen)}</v></c>`;
	if ('day' in value)
		return value.day === null ? '' : `<c r="${reference}" s="${styles.day}"><v>${serialOf(value.day)}</v></c>`;
	if (value.text === null || value.text === '') return '';
	const text = encodeEscapes(value.text.slice(0, LONGEST_TEXT));
	return `<c r="${reference}" s="${styles.text}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** Exactly, and not by a division. */
const yuanOf = (fen: number): string => {
	const digits = String(Math.abs(fen)).padStart(3, '0');
	return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** The number by which spreadsheets count days, from 1 March 1900 on without doubt. */
const serialOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
