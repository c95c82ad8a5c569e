import { openArchive, type Archive } from './archive.server.ts';
import { isDateFormat } from './formats.ts';
import { UNREADABLE, wrongFile } from './trouble.ts';
import { readWholeXml, readXml } from './xml.server.ts';

const SMALL = 8_000_000;
const MOST_SHARED = 60_000_000;

/** An opened .xlsx: its visible sheets, and what is needed to understand their cells. */
export interface Workbook {
	archive: Archive;
	sheets: { name: string; path: string }[];
	from1904: boolean;
	/** By number of the style: whether it shows a number as a date. */
	dateStyles: readonly boolean[];
	shared: readonly string[];
}

/** Errors: Invalid, with a sentence for people. */
export async function openWorkbook(bytes: Buffer): Promise<Workbook> {
	const archive = openArchive(bytes);
	const path = (await relationsOf(archive, '')).find(({ type }) => type.endsWith('/officeDocument'))?.target;
	if (path === undefined || !archive.has(path)) throw wrongFile('这个文件不是表格。请上传 .xlsx 表格。');
	const relations = await relationsOf(archive, path);
	const { sheets, from1904 } = await outlineOf(archive, path, relations);
	const target = (kind: string) => relations.find(({ type }) => type.endsWith(`/${kind}`))?.target;
	return {
		archive,
		sheets: sheets.filter((sheet) => archive.has(sheet.path)),
		from1904,
		dateStyles: await dateStylesIn(archive, target('styles')),
		shared: await sharedIn(archive, target('sharedStrings'))
	};
}

interface Relation {
	id: string;
	type: string;
	target: string;
}

/** Where a part leads, by paths from the root of the archive. */
async function relationsOf(archive: Archive, path: string): Promise<Relation[]> {
	const folder = path.slice(0, path.lastIndexOf('/') + 1);
	const file = `${folder}_rels/${path.slice(folder.length)}.rels`;
	if (!archive.has(file)) return [];
	const found: Relation[] = [];
	await readWholeXml(archive.read(file, SMALL), {
		open: (name, attribute) => {
			if (name !== 'Relationship') return;
			const target = attribute('Target') ?? '';
			const absolute = target.startsWith('/') ? target : `/${folder}${target}`;
			found.push({
				id: attribute('Id') ?? '',
				type: attribute('Type') ?? '',
				target: new URL(absolute, 'x://x').pathname.slice(1)
			});
		}
	});
	return found;
}

async function outlineOf(archive: Archive, path: string, relations: readonly Relation[]) {
	const sheets: Workbook['sheets'] = [];
	let from1904 = false;
	await readWholeXml(archive.read(path, SMALL), {
		open: (name, attribute) => {
			if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
			if (name !== 'sheet' || /hidden/i.test(attribute('state') ?? '')) return;
			const relation = relations.find(({ id }) => id === attribute('id'));
			if (relation?.type.endsWith('/worksheet'))
				sheets.push({ name: attribute('name') ?? '', path: decodeURI(relation.target) });
		}
	});
	if (sheets.length === 0) throw wrongFile(UNREADABLE);
	return { sheets, from1904 };
}

async function dateStylesIn(archive: Archive, path: string | undefined): Promise<boolean[]> {
	if (path === undefined || !archive.has(path)) return [];
	const formats = new Map<number, string>();
	const styles: boolean[] = [];
	let isCellFormat = false;
	await readWholeXml(archive.read(path, SMALL), {
		open: (name, attribute) => {
			if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
			if (name === 'cellXfs') isCellFormat = true;
			if (name !== 'xf' || !isCellFormat) return;
			const id = Number(attribute('numFmtId') ?? 0);
			styles.push(isDateFormat(id, formats.get(id)));
		},
		close: (name) => {
			if (name === 'cellXfs') isCellFormat = false;
		}
	});
	return styles;
}

/** Texts that cells refer to; the hints for pronunciation are none. */
async function sharedIn(archive: Archive, path: string | undefined): Promise<string[]> {
	if (path === undefined || !archive.has(path)) return [];
	let [text, isText, isHint] = ['', false, false];
	return Array.fromAsync(
		readXml<string>(archive.read(path, MOST_SHARED), (emit) => ({
			open: (name) => {
				if (name === 'si') text = '';
				if (name === 't') isText = !isHint;
				if (name === 'rPh') isHint = true;
			},
			text: (piece) => {
				if (isText) text += piece;
			},
			close: (name) => {
				if (name === 't') isText = false;
				if (name === 'rPh') isHint = false;
				if (name === 'si') emit(text);
			}
		}))
	);
}
