import { Zip, type ZipInputFile } from 'fflate';
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { sheetXml } from './sheet-xml.ts';
import { frameParts } from './frame.ts';
import type { WrittenSheet } from './written.ts';

/**
 * An .xlsx in pieces, as its lines arrive: only what is under way stands in memory. A text never becomes a formula, whatever
 * it begins with; amounts are numbers, days are dates. Whoever stops reading stops the lines.
 */
export async function* writeWorkbook(sheets: readonly WrittenSheet[]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const ready: Uint8Array<ArrayBuffer>[] = [];
	const zip = new Zip((error, chunk) => {
		if (error) throw error;
		ready.push(chunk);
	});
	for (const [name, xml] of frameParts(sheets)) yield* packed({ zip, ready }, name, [xml]);
	for (const [at, sheet] of sheets.entries())
		yield* packed({ zip, ready }, `xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet));
	zip.end();
	yield* ready;
}

/** Compresses outside of this thread; sizes and checksum are told behind the part. */
async function* packed(
	{ zip, ready }: { zip: Zip; ready: Uint8Array<ArrayBuffer>[] },
	filename: string,
	xml: AsyncIterable<string> | Iterable<string>
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const file: ZipInputFile = { filename, size: 0, crc: 0, compression: 8 };
	zip.add(file);
	const measured = async function* () {
		for await (const piece of xml) {
			const bytes = Buffer.from(piece);
			file.crc = crc32(bytes, file.crc);
			file.size += bytes.length;
			yield bytes;
		}
	};
	let failure: Error | null | undefined;
	const deflate = pipeline(
		Readable.from(measured(), { objectMode: true, highWaterMark: 1 }),
		createDeflateRaw(),
		(error) => {
			failure = error;
		}
	);
	for await (const chunk of deflate) {
		file.ondata?.(null, chunk as Uint8Array<ArrayBuffer>, false);
		yield* ready.splice(0);
	}
	if (failure) throw failure;
	file.ondata?.(null, new Uint8Array(), true);
	yield* ready.splice(0);
}
