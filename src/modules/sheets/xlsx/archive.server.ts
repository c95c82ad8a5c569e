import { createInflateRaw } from 'node:zlib';
import { TOO_LARGE, UNREADABLE, wrongFile } from './trouble.ts';

/** The parts of an .xlsx: a zip whose directory is read from its end, so that sizes unknown when it was written do not matter. */
export interface Archive {
	names: readonly string[];
	has(name: string): boolean;
	/** The text of a part in pieces, decompressed as it is asked for. Errors: Invalid when it unfolds to more than `most` bytes. */
	read(name: string, most: number): AsyncGenerator<string>;
}

interface Entry {
	method: number;
	compressed: number;
	offset: number;
}

/** Errors: Invalid for whatever is no .xlsx, with a sentence for each of the things people upload instead. */
export function openArchive(bytes: Buffer): Archive {
	requireZip(bytes);
	const entries = directoryOf(bytes);
	const names = [...entries.keys()];
	if (names.includes('mimetype') || names.includes('content.xml'))
		throw wrongFile('这是 .ods 表格。请用“文件—另存为”选“Excel 2007-365（.xlsx）”，再上传。');
	if (names.some((name) => name.endsWith('workbook.bin')))
		throw wrongFile('这是 .xlsb 表格。请另存为“Excel 工作簿（.xlsx）”，再上传。');
	if (!names.includes('[content_types].xml')) throw wrongFile('这个压缩包不是表格。请直接上传 .xlsx 文件，不要打包。');
	return {
		names,
		has: (name) => entries.has(name.toLowerCase()),
		read: (name, most) => textOf(bytes, entries.get(name.toLowerCase()), most)
	};
}

function requireZip(bytes: Buffer): void {
	const head = bytes.subarray(0, 4).toString('hex');
	if (head === '504b0304') return;
	if (head === 'd0cf11e0')
		throw wrongFile(
			bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
				? '这个表格设了打开密码。请先在表格软件里取消密码，保存后再上传。'
				: '这是旧版的 .xls 表格。请用表格软件打开，另存为“Excel 工作簿（.xlsx）”，再上传。'
		);
	const text = bytes.subarray(0, 512).toString('utf8').trimStart();
	if (/^(<\?xml|<!doctype|<html|<table|<)/i.test(text))
		throw wrongFile('这是网页，不是表格，只是名字像表格。请用表格软件打开，另存为“Excel 工作簿（.xlsx）”，再上传。');
	throw wrongFile('这不是 .xlsx 表格。.csv 和别的文件请用表格软件打开，另存为“Excel 工作簿（.xlsx）”，再上传。');
}

const MOST_PARTS = 2000;

/** The directory at the end, by names in lower case. Errors: Invalid. */
function directoryOf(bytes: Buffer): Map<string, Entry> {
	try {
		const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
		if (end < 0) throw wrongFile(UNREADABLE);
		let at = bytes.readUInt32LE(end + 16);
		let count = bytes.readUInt16LE(end + 10);
		if (at === 0xffffffff || count === 0xffff) {
			const large = bytes.lastIndexOf(Buffer.from('504b0606', 'hex'));
			count = Number(bytes.readBigUInt64LE(large + 32));
			at = Number(bytes.readBigUInt64LE(large + 48));
		}
		if (count > MOST_PARTS) throw wrongFile(TOO_LARGE);
		const entries = new Map<string, Entry>();
		for (let index = 0; index < count; index += 1) {
			if (bytes.readUInt32BE(at) !== 0x504b0102) throw wrongFile(UNREADABLE);
			const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
				number,
				number,
				number
			];
			if (bytes.readUInt16LE(at + 8) & 1) throw wrongFile('这个压缩包设了密码。请直接上传没有密码的 .xlsx 文件。');
			const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
			const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
			entries.set(name.replaceAll('\\', '/').toLowerCase(), entryOf(bytes, at, extra));
			at += 46 + nameLength + extraLength + commentLength;
		}
		return entries;
	} catch (error) {
		// a directory that points outside the file
		throw error instanceof RangeError ? wrongFile(UNREADABLE) : error;
	}
}

/** Sizes beyond 32 bits stand in a field of their own, in this order: the size, the compressed size, the offset. */
function entryOf(bytes: Buffer, at: number, extra: Buffer): Entry {
	const method = bytes.readUInt16LE(at + 10);
	const [compressed, size, offset] = [20, 24, 42].map((place) => bytes.readUInt32LE(at + place)) as [
		number,
		number,
		number
	];
	if (compressed !== 0xffffffff && offset !== 0xffffffff) return { method, compressed, offset };
	let field = 0;
	while (field + 4 <= extra.length && extra.readUInt16LE(field) !== 1) field += 4 + extra.readUInt16LE(field + 2);
	let place = field + 4 + (size === 0xffffffff ? 8 : 0);
	const next = () => Number(extra.readBigUInt64LE((place += 8) - 8));
	return {
		method,
		compressed: compressed === 0xffffffff ? next() : compressed,
		offset: offset === 0xffffffff ? next() : offset
	};
}

async function* textOf(bytes: Buffer, entry: Entry | undefined, most: number): AsyncGenerator<string> {
	if (!entry) throw wrongFile(UNREADABLE);
	const { offset, compressed, method } = entry;
	if (offset + 30 > bytes.length || (method !== 0 && method !== 8)) throw wrongFile(UNREADABLE);
	const begin = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
	const packed = bytes.subarray(begin, begin + compressed);
	const decoder = new TextDecoder();
	let size = 0;
	for await (const chunk of method === 0 ? [packed] : inflated(packed)) {
		size += chunk.length;
		if (size > most) throw wrongFile(TOO_LARGE);
		yield decoder.decode(chunk, { stream: true });
	}
	yield decoder.decode();
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
	const inflate = createInflateRaw({ chunkSize: 65_536 });
	inflate.end(packed);
	try {
		for await (const chunk of inflate) yield chunk as Buffer;
	} catch (error) {
		throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
			? wrongFile(UNREADABLE)
			: error;
	}
}
