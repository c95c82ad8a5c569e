import sharp from 'sharp';
import { Invalid } from '#kernel/errors.ts';

/** What a document can be: what offices keep, and nothing that runs. */
export const documentKinds = {
	pdf: 'application/pdf',
	jpg: 'image/jpeg',
	png: 'image/png',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;
export type DocumentKind = keyof typeof documentKinds;

export interface ReadDocument {
	kind: DocumentKind;
	/** Safe as the name of a file on any system; its ending is that of its content. */
	name: string;
	bytes: Buffer;
}

/** The largest document, in bytes. */
export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;

/**
 * Finds out by its content what a document is. Photographs are encoded anew, without place, camera and time; everything else
 * stays as it is. Errors: Invalid, with a sentence for who chose it.
 */
export async function readDocument(bytes: Buffer, name: string): Promise<ReadDocument> {
	const shown = `“${safeStem(name)}”`;
	if (bytes.length === 0) throw new Invalid(`${shown}是空的，请重新选择`);
	if (bytes.length > MAX_DOCUMENT_BYTES) throw new Invalid(`${shown}超过 20 MB，请缩小后再上传`);
	const kind = kindOf(bytes);
	if (kind === 'macro') throw new Invalid(`${shown}里有宏，不能上传。请另存为不带宏的文件，或者存成 PDF`);
	if (kind === 'other')
		throw new Invalid(`${shown}的内容不是 PDF、JPG、PNG、Word（docx）或 Excel（xlsx），请换一个文件`);
	return {
		kind,
		name: `${safeStem(name)}.${kind}`,
		bytes: isPhotograph(kind) ? await cleaned(bytes, kind, shown) : bytes
	};
}

/** The name without folders, ending, control and direction marks: it cannot pretend to be another kind of file. */
export function safeStem(name: string): string {
	const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
	const plain = last
		.replace(/\p{C}/gu, '')
		.replace(/[<>:"|?*%]/g, ' ')
		.replace(/(\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,5})+$/, '')
		.replace(/^[\s.]+|[\s.]+$/g, '')
		.replace(/\s+/g, ' ');
	return [...plain].slice(0, 60).join('') || '文件';
}

const isPhotograph = (kind: DocumentKind): kind is 'jpg' | 'png' => kind === 'jpg' || kind === 'png';

const MAX_PIXELS = 100_000_000;

async function cleaned(bytes: Buffer, kind: 'jpg' | 'png', shown: string): Promise<Buffer> {
	try {
		const upright = sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, pages: 1 })
			.autoOrient()
			.resize(2560, 2560, { fit: 'inside', withoutEnlargement: true });
		return await (kind === 'jpg' ? upright.jpeg({ quality: 85 }) : upright.png()).toBuffer();
	} catch {
		throw new Invalid(`${shown}的图片不完整、已损坏，或者超过一亿像素，请重新拍一张`);
	}
}

function kindOf(bytes: Buffer): DocumentKind | 'macro' | 'other' {
	const at = (from: number, to: number) => bytes.toString('latin1', from, to);
	if (at(0, 5) === '%PDF-') return 'pdf';
	if (at(0, 3) === '\xff\xd8\xff') return 'jpg';
	if (at(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
	if (at(0, 4) !== 'PK\x03\x04') return 'other';
	const names = namesInZip(bytes);
	if (!names.has('[Content_Types].xml')) return 'other';
	if ([...names].some((name) => /vbaProject|\.bin$|\.exe$/i.test(name))) return 'macro';
	if (names.has('word/document.xml')) return 'docx';
	return names.has('xl/workbook.xml') ? 'xlsx' : 'other';
}

/** The names in the central directory of a zip (APPNOTE.TXT 4.3.12); none when it cannot be read. Nothing is unpacked. */
function namesInZip(bytes: Buffer): Set<string> {
	const names = new Set<string>();
	const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
	if (end < 0 || end + 22 > bytes.length) return names;
	const count = bytes.readUInt16LE(end + 10);
	let at = bytes.readUInt32LE(end + 16);
	for (let entry = 0; entry < count; entry++) {
		if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return new Set();
		const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
			number,
			number,
			number
		];
		names.add(bytes.toString('utf8', at + 46, at + 46 + name));
		at += 46 + name + extra + comment;
	}
	return names;
}
