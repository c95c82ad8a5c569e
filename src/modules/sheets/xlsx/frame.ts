import { encodeEscapes } from './formats.ts';

/** Numbers of the cell formats below. */
export const STYLES = { text: 1, number: 2, money: 3, day: 4 };
export const BOLD_STYLES = { text: 5, number: 6, money: 7, day: 8 };

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Everything of a workbook but the sheets themselves, by name of the part. */
export function frameParts(sheets: readonly { name: string }[]): [string, string][] {
	const parts = sheets.map(({ name }, at) => ({ name: sheetName(name), number: at + 1, file: `sheet${at + 1}.xml` }));
	const styles = parts.length + 1;
	return [
		[
			'[Content_Types].xml',
			`${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${parts
				.map(({ file }) => `<Override PartName="/xl/worksheets/${file}" ContentType="${TYPE}.worksheet+xml"/>`)
				.join('')}</Types>`
		],
		[
			'_rels/.rels',
			`${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
		],
		[
			'xl/workbook.xml',
			`${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${parts
				.map(({ name, number }) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)
				.join('')}</sheets><definedNames>${parts
				.map(
					({ name, number }) =>
						`<definedName name="_xlnm.Print_Titles" localSheetId="${number - 1}">'${name.replaceAll("'", "''")}'!$1:$1</definedName>`
				)
				.join('')}</definedNames></workbook>`
		],
		[
			'xl/_rels/workbook.xml.rels',
			`${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${parts
				.map(
					({ file, number }) =>
						`<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/${file}"/>`
				)
				.join('')}<Relationship Id="rId${styles}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
		],
		['xl/styles.xml', stylesXml()]
	];
}

/** At most 31 characters, none of those that a sheet's name may not have. */
const sheetName = (name: string): string =>
	encodeEscapes(name.replace(/[[\]*?:/\\]/g, ' ').slice(0, 31)).replaceAll('"', '&quot;');

function stylesXml(): string {
	const kinds = [
		[49, ' quotePrefix="1"', '<alignment vertical="top" wrapText="1"/>'],
		[0, '', '<alignment vertical="top"/>'],
		[4, '', '<alignment vertical="top"/>'],
		[164, '', '<alignment vertical="top" horizontal="left"/>']
	] as const;
	const formats = [0, 1].flatMap((font) =>
		kinds.map(
			([format, prefix, alignment]) =>
				`<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"${prefix}>${alignment}</xf>`
		)
	);
	const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="宋体"/><family val="3"/></font>`;
	return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
