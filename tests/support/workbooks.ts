import { strToU8, zipSync } from 'fflate';

/** A cell as somebody typed it. */
export type Typed =
	string | number | null | { day: string } | { formula: string; value?: string | number } | { error: string };

export interface MadeSheet {
	name?: string;
	state?: 'visible' | 'hidden' | 'veryHidden';
	rows: readonly (readonly Typed[])[];
	/** Such as A1:T1. */
	merged?: readonly string[];
}

/**
 * How programs write the same table: Excel and LibreOffice share their texts, WPS does so with another format of days, programs
 * that stream write texts in place, and those of the Open XML SDK give every name a prefix and no cell its place.
 */
export const dialects = {
	excel: { shared: true, prefix: '', places: true, dayFormat: '', root: 'xl/', dimension: true, iso: false },
	libreoffice: {
		shared: true,
		prefix: '',
		places: true,
		dayFormat: 'yyyy\\-mm\\-dd',
		root: 'xl/',
		dimension: true,
		iso: false
	},
	wps: {
		shared: true,
		prefix: '',
		places: true,
		dayFormat: 'yyyy"年"m"月"d"日";@',
		root: 'xl/',
		dimension: false,
		iso: false
	},
	streamed: {
		shared: false,
		prefix: '',
		places: true,
		dayFormat: '[$-804]yyyy/m/d',
		root: 'xl/',
		dimension: false,
		iso: false
	},
	sdk: {
		shared: false,
		prefix: 'x:',
		places: false,
		dayFormat: 'yyyy.mm.dd',
		root: '/xl/',
		dimension: false,
		iso: false
	},
	strict: { shared: true, prefix: '', places: true, dayFormat: '', root: 'xl/', dimension: true, iso: true }
} as const;
export type Dialect = keyof typeof dialects;

const DAYS_TO_1970 = 25_569;
const BETWEEN_EPOCHS = 1462;

/** The bytes of an .xlsx with these sheets. */
export function workbook(
	sheets: readonly MadeSheet[],
	{ dialect = 'excel', from1904 = false }: { dialect?: Dialect; from1904?: boolean } = {}
): Buffer {
	const { prefix: p, shared: isShared, places, dayFormat, root, dimension, iso } = dialects[dialect];
	const [main, office] = iso
		? ['http://purl.oclc.org/ooxml/spreadsheetml/main', 'http://purl.oclc.org/ooxml/officeDocument/relationships']
		: [
				'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
				'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
			];
	const xmlns = p === '' ? `xmlns="${main}"` : `xmlns:x="${main}"`;
	const strings: string[] = [];
	const textCell = (at: string, text: string) => {
		const t = `<${p}t xml:space="preserve">${escaped(text)}</${p}t>`;
		if (!isShared) return `<${p}c${at} t="inlineStr"><${p}is>${t}</${p}is></${p}c>`;
		return `<${p}c${at} t="s"><${p}v>${strings.push(text) - 1}</${p}v></${p}c>`;
	};
	const dayCell = (at: string, day: string) => {
		if (iso) return `<${p}c${at} s="1" t="d"><${p}v>${day}</${p}v></${p}c>`;
		const serial = Date.parse(`${day}T00:00:00Z`) / 86_400_000 + DAYS_TO_1970 - (from1904 ? BETWEEN_EPOCHS : 0);
		return `<${p}c${at} s="1"><${p}v>${serial}</${p}v></${p}c>`;
	};
	const cellXml = (typed: Typed, column: number, row: number): string => {
		const at = places ? ` r="${letters(column)}${row}"` : '';
		if (typed === null) return places ? '' : `<${p}c/>`;
		if (typeof typed === 'string') return textCell(at, typed);
		if (typeof typed === 'number') return `<${p}c${at}><${p}v>${typed}</${p}v></${p}c>`;
		if ('day' in typed) return dayCell(at, typed.day);
		if ('error' in typed) return `<${p}c${at} t="e"><${p}f>1/0</${p}f><${p}v>${typed.error}</${p}v></${p}c>`;
		const { formula, value } = typed;
		const kept = value === undefined ? '' : `<${p}v>${escaped(String(value))}</${p}v>`;
		return `<${p}c${at}${typeof value === 'string' ? ' t="str"' : ''}><${p}f>${escaped(formula)}</${p}f>${kept}</${p}c>`;
	};
	const sheetXml = ({ rows, merged = [] }: MadeSheet): string => {
		const lines = rows.map((cells, at) =>
			cells.length === 0 && places
				? ''
				: `<${p}row${places ? ` r="${at + 1}"` : ''}>${cells.map((cell, column) => cellXml(cell, column, at + 1)).join('')}</${p}row>`
		);
		const blocks = merged.map((ref) => `<${p}mergeCell ref="${ref}"/>`).join('');
		return `${HEAD}<${p}worksheet ${xmlns}>${dimension ? `<${p}dimension ref="A1"/>` : ''}<${p}sheetData>${lines.join('')}</${p}sheetData>${blocks && `<${p}mergeCells count="${merged.length}">${blocks}</${p}mergeCells>`}<${p}pageMargins left="0.7"/></${p}worksheet>`;
	};
	const files: Record<string, string> = {
		'[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		'_rels/.rels': relations([[`${office}/officeDocument`, `${root}workbook.xml`]]),
		'xl/workbook.xml': `${HEAD}<${p}workbook ${xmlns} xmlns:rel="${office}"><${p}workbookPr${from1904 ? ' date1904="1"' : ''}/><${p}sheets>${sheets
			.map(
				({ name, state }, at) =>
					`<${p}sheet name="${escaped(name ?? `Sheet${at + 1}`)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} rel:id="rId${at + 1}"/>`
			)
			.join('')}</${p}sheets></${p}workbook>`,
		'xl/_rels/workbook.xml.rels': relations([
			...sheets.map((_, at): [string, string] => [
				`${office}/worksheet`,
				`${root === 'xl/' ? '' : root}worksheets/sheet${at + 1}.xml`
			]),
			[`${office}/styles`, `${root === 'xl/' ? '' : root}styles.xml`],
			...(isShared ? [[`${office}/sharedStrings`, 'sharedStrings.xml'] as [string, string]] : [])
		]),
		'xl/styles.xml': `${HEAD}<${p}styleSheet ${xmlns}>${dayFormat && `<${p}numFmts><${p}numFmt numFmtId="176" formatCode="${escaped(dayFormat)}"/></${p}numFmts>`}<${p}cellStyleXfs><${p}xf numFmtId="14"/></${p}cellStyleXfs><${p}cellXfs><${p}xf numFmtId="0"/><${p}xf numFmtId="${dayFormat ? 176 : 14}"/></${p}cellXfs></${p}styleSheet>`,
		...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)]))
	};
	// some programs keep how a text is read aloud beside it, and colour parts of it
	if (isShared)
		files['xl/sharedStrings.xml'] = `${HEAD}<${p}sst ${xmlns}>${strings
			.map((text, at) =>
				at % 3 === 0
					? `<${p}si><${p}r><${p}t xml:space="preserve">${escaped([...text].slice(0, 1).join(''))}</${p}t></${p}r><${p}r><${p}rPr/><${p}t xml:space="preserve">${escaped([...text].slice(1).join(''))}</${p}t></${p}r><${p}rPh sb="0" eb="1"><${p}t>yin</${p}t></${p}rPh></${p}si>`
					: `<${p}si><${p}t xml:space="preserve">${escaped(text)}</${p}t></${p}si>`
			)
			.join('')}</${p}sst>`;
	return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)]))));
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const relations = (list: readonly (readonly [string, string])[]): string =>
	`${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
		.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`)
		.join('')}</Relationships>`;

const escaped = (text: string): string =>
	text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const letters = (column: number): string =>
	(column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
