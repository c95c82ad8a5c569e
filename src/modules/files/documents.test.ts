import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { crc32 } from 'node:zlib';
import { newId } from '#kernel/ids.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { readDocument, safeStem } from './document.server.ts';
import { documentTasks } from './document-jobs.server.ts';
import { documentFile, keepDocument, readDocuments, storeDocument } from './documents.server.ts';
import { workIn } from '#kernel/command.ts';
import type { Transaction } from '#kernel/db.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const pdf = () => Buffer.from(`%PDF-1.4\n${newId()}\n%%EOF`);
/** A zip of files that all hold one word, not compressed. */
function zipOf(...names: string[]): Buffer {
	const word = Buffer.from('<a/>');
	const parts: Buffer[] = [];
	const entries: Buffer[] = [];
	for (const name of names) {
		const about = Buffer.alloc(26);
		about.writeUInt16LE(20, 0);
		about.writeUInt32LE(crc32(word), 10);
		about.writeUInt32LE(word.length, 14);
		about.writeUInt32LE(word.length, 18);
		about.writeUInt16LE(name.length, 22);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(Buffer.concat(parts).length, 10);
		entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), about, place, Buffer.from(name)]));
		parts.push(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, Buffer.from(name), word]));
	}
	const [files, directory] = [Buffer.concat(parts), Buffer.concat(entries)];
	const end = Buffer.alloc(18);
	end.writeUInt16LE(names.length, 4);
	end.writeUInt16LE(names.length, 6);
	end.writeUInt32LE(directory.length, 8);
	end.writeUInt32LE(files.length, 12);
	return Buffer.concat([files, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
const keep = (id: string) =>
	db
		.transaction()
		.execute((transaction) => keepDocument(workIn(cast.as('claimer'), transaction as Transaction), centreId, id));

test('what a document is, its content tells; its name follows', async () => {
	const sheet = zipOf('[Content_Types].xml', 'xl/workbook.xml');
	const letter = zipOf('[Content_Types].xml', 'word/document.xml');
	const picture = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'white' } })
		.withExif({ IFD3: { GPSLatitude: '23/1 7/1 0/1' } })
		.jpeg()
		.toBuffer();
	expect(await readDocument(pdf(), '合同.docx')).toMatchObject({ kind: 'pdf', name: '合同.pdf' });
	expect(await readDocument(sheet, '清单.xlsx')).toMatchObject({ kind: 'xlsx', name: '清单.xlsx', bytes: sheet });
	expect(await readDocument(letter, '合同')).toMatchObject({ kind: 'docx', name: '合同.docx' });
	const photograph = await readDocument(picture, 'IMG 1.JPG');
	expect(photograph).toMatchObject({ kind: 'jpg', name: 'IMG 1.jpg' });
	expect((await sharp(picture).metadata()).exif).toBeDefined();
	expect((await sharp(photograph.bytes).metadata()).exif).toBeUndefined();
});

test('a program named .pdf, a page, a cut-off photograph, a zip and an empty file are refused with a sentence', async () => {
	const cutOff = (
		await sharp({ create: { width: 300, height: 200, channels: 3, background: 'red' } })
			.png()
			.toBuffer()
	).subarray(0, 90);
	const refused: [Buffer, RegExp][] = [
		[Buffer.from('MZ\x90\0this program cannot be run'), /“发票”的内容不是 PDF/],
		[Buffer.from('<html><script>1</script>'), /内容不是/],
		[Buffer.from('PK\x03\x04 and nothing else'), /内容不是/],
		[zipOf('a.txt', 'word/document.xml'), /内容不是/],
		[zipOf('[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin'), /里有宏/],
		[cutOff, /不完整、已损坏/],
		[Buffer.alloc(0), /是空的/]
	];
	for (const [bytes, words] of refused)
		await expect(readDocument(bytes, '发票.pdf')).rejects.toMatchObject({
			name: 'Invalid',
			message: expect.stringMatching(words)
		});
	const large = new File([new Uint8Array(20 * 1024 * 1024 + 1)], '大.pdf');
	await expect(readDocuments([large], 9)).rejects.toThrow(/超过 20 MB/);
	await expect(readDocuments([new File(['a'], 'a'), new File(['b'], 'b')], 1)).rejects.toThrow(/最多上传1个/);
});

test('a name never leads out of a folder, hides its ending, or is empty', () => {
	expect(safeStem('../../etc/passwd')).toBe('passwd');
	expect(safeStem('C:\\fakepath\\发票 2026.11.24.pdf.exe')).toBe('发票 2026.11.24');
	expect(safeStem('发票\u202Efdp.exe')).toBe('发票fdp');
	expect(safeStem('.pdf')).toBe('文件');
	const safe = /^[^/\\\p{C}<>:"|?*]{1,60}$/u;
	fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => safe.test(safeStem(name))));
});

test('a document is attached once by whoever sent it; sent again with its form it is the same; unused it is swept away', async () => {
	const [bytes, submissionKey] = [pdf(), newId()];
	const upload = { centreId, name: '发票.pdf', bytes, submissionKey };
	const id = await storeDocument(cast.as('claimer'), upload);
	expect(await documentFile(db, id)).toBeUndefined();
	await keep(id);
	expect(await storeDocument(cast.as('claimer'), upload)).toBe(id);
	await expect(keep(id)).rejects.toMatchObject({ name: 'Conflict' });
	await expect(
		keep(await storeDocument(cast.as('clerk'), { ...upload, submissionKey: newId() }))
	).rejects.toMatchObject({
		name: 'Missing'
	});
	const unused = await storeDocument(cast.as('claimer'), { centreId, name: 'b.pdf', bytes: pdf() });
	const tomorrow = { ...contextOf(), clock: () => new Date(Date.now() + 2 * 86_400_000) };
	await documentTasks.tasks['sweepDocuments']?.(tomorrow, {});
	await expect(keep(unused)).rejects.toMatchObject({ name: 'Missing' });
	expect(await documentFile(db, id)).toMatchObject({ name: '发票.pdf', contentType: 'application/pdf', bytes });
});
