import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { SheetValue } from './cell.ts';
import { readTable } from './xlsx/table.server.ts';
import { writeWorkbook } from './xlsx/write.server.ts';

const columns = ['编号', '内容', '数', '元', '日'].map((label) => ({ label, width: 12 }));
const bytesOf = async (lines: SheetValue[][][]) =>
	Buffer.concat(await Array.fromAsync(writeWorkbook([{ name: '台账[1]:*?', columns, lines }])));

const text = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'=1+1',
		'+86',
		'-1',
		'@SUM(A1)',
		"'引号",
		'_x0041_',
		'_x005F_x0041_',
		' 两头 ',
		'a\nb',
		']]>',
		'&amp;',
		'𠮷'
	)
);
const day = fc
	.date({ min: new Date('1901-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
	.map((at) => at.toISOString().slice(0, 10));
const line = fc.tuple(text, text, fc.integer(), fc.integer({ min: 0, max: 10_000_000_000 }), fc.option(day));

/** What a file cannot keep: control characters, halves of characters, line ends of another system. */
const kept = (written: string) => {
	const clean = written
		.replace(/\r\n?/g, '\n')
		.replace(/(?![\t\n])\p{Cc}/gu, '')
		.toWellFormed();
	return clean.trim() === '' ? null : clean;
};

test('whatever is written reads back as it was: texts stay texts, amounts exact, days days', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
			const values = lines.map(([a, b, number, fen, on]): SheetValue[] => [
				{ text: `行${a}` },
				{ text: b },
				{ number },
				{ fen },
				{ day: on }
			]);
			const table = await readTable(await bytesOf([values]), [{ key: 'a', label: '编号', synonyms: [] }]);
			const rows = await Array.fromAsync(table.rows());
			expect(rows.map(({ cells }) => Array.from({ length: 5 }, (_, at) => cells[at] ?? null))).toEqual(
				lines.map(([a, b, number, fen, on]) => [kept(`行${a}`), kept(b), number, fen / 100, on])
			);
		}),
		{ numRuns: 60 }
	);
});

test('another reader sees the same cells, and no formula', async () => {
	const file = await bytesOf([
		[[{ text: '=SUM(A1)' }, { text: null }, { number: 7 }, { fen: 9_715_060 }, { day: '2021-03-05' }]]
	]);
	const [sheet] = await readXlsxFile(file);
	expect(sheet?.sheet).toBe('台账 1    ');
	expect(sheet?.data).toEqual([
		['编号', '内容', '数', '元', '日'],
		['=SUM(A1)', null, 7, 97150.6, new Date('2021-03-05T00:00:00Z')]
	]);
});

test('the first piece leaves before the lines are there, and who stops reading stops them', async () => {
	let asked = 0;
	let isEnded = false;
	const lines = async function* () {
		try {
			for (;;) {
				asked += 1;
				yield Array.from({ length: 2000 }, (): SheetValue[] => [{ text: `${Math.random()}` }]);
			}
		} finally {
			isEnded = true;
		}
	};
	const pieces = writeWorkbook([{ name: '台账', columns, lines: lines() }]);
	await pieces.next();
	expect(asked).toBe(0);
	for (let read = 0; read < 20; read += 1) await pieces.next();
	await pieces.return(undefined);
	await new Promise((resolve) => setTimeout(resolve, 20));
	const then = asked;
	expect([isEnded, asked < 50]).toEqual([true, true]);
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(asked).toBe(then);
});
