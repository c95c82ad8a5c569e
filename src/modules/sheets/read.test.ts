import { zipSync, strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { dialects, workbook, type Dialect, type MadeSheet } from '#tests/support/workbooks.ts';
import type { SheetField } from './heading.ts';
import { suggestColumns } from './heading.ts';
import { readTable } from './xlsx/table.server.ts';

const fields: SheetField[] = [
	{ key: 'reference', label: '编号', synonyms: [] },
	{ key: 'content', label: '内容', synonyms: ['微心愿内容', '需求'] },
	{ key: 'budget', label: '预算', synonyms: ['预算金额'] },
	{ key: 'collectedOn', label: '征集日期', synonyms: ['征集时间'] },
	{ key: 'phone', label: '电话', synonyms: ['联系电话', '手机'] },
	{ key: 'name', label: '姓名', synonyms: ['心愿人'] }
];

const read = async (bytes: Buffer) => {
	const table = await readTable(bytes, fields);
	return { ...table, rows: await Array.fromAsync(table.rows()) };
};
const plain: MadeSheet = {
	name: '微心愿台账',
	rows: [
		['梅花村微心愿台账（2021年）'],
		[],
		['编号', '微心愿内容', '预算（元）', '征集时间', '联系电话'],
		['1', '=想要"电饭锅"<一个>', 1280.5, { day: '2021-03-05' }, 13800000000],
		[],
		['2', '𠮷先生想修灯', { formula: 'C4*2', value: 2561 }, { day: '2020-02-29' }, { formula: '"139"', value: '139' }],
		['合计', null, { formula: 'SUM(C4:C6)', value: 3841.5 }]
	],
	merged: ['A1:E1']
};

describe('the same table reads the same, whichever program saved it', () => {
	for (const dialect of Object.keys(dialects) as Dialect[])
		for (const from1904 of [false, true])
			test(`${dialect}${from1904 ? ', counting from 1904' : ''}`, async () => {
				const { headings, rows } = await read(workbook([plain], { dialect, from1904 }));
				expect(headings.map(({ letters, label }) => `${letters} ${label}`)).toEqual([
					'A 编号',
					'B 微心愿内容',
					'C 预算（元）',
					'D 征集时间',
					'E 联系电话'
				]);
				expect(rows).toEqual([
					{ number: 4, cells: ['1', '=想要"电饭锅"<一个>', 1280.5, '2021-03-05', 13800000000] },
					{ number: 6, cells: ['2', '𠮷先生想修灯', 2561, '2020-02-29', '139'] }
				]);
			});
});

test('of two lines of headings, merged across and down, each column gets its own words', async () => {
	const { headings, rows } = await read(
		workbook([
			{
				rows: [
					['二〇二一年台账'],
					['编号', '心愿人情况', null, '心愿情况', null],
					[null, '姓名', '联系电话', '需求', '征集时间'],
					['a', '陈小梅', '13800000000', '灯', '2021.3.5']
				],
				merged: ['A1:E1', 'A2:A3', 'B2:C2', 'D2:E2']
			}
		])
	);
	expect(headings.map(({ label }) => label)).toEqual([
		'编号',
		'心愿人情况／姓名',
		'心愿人情况／联系电话',
		'心愿情况／需求',
		'心愿情况／征集时间'
	]);
	expect(suggestColumns(headings, fields)).toEqual({ reference: 0, name: 1, phone: 2, content: 3, collectedOn: 4 });
	expect(rows.map(({ number }) => number)).toEqual([4]);
});

test('the visible sheet that fits best is read, the others are named', async () => {
	const { sheet, others } = await read(
		workbook([
			{ name: '填表说明', rows: [['请照样子填写'], ['一', '二']] },
			{ ...plain, name: '旧的', state: 'hidden' },
			{ ...plain, name: '更旧的', state: 'veryHidden' },
			plain
		])
	);
	expect([sheet, others]).toEqual(['微心愿台账', ['填表说明']]);
});

test('what is merged downwards counts for each line, but a number only once', async () => {
	const { rows } = await read(
		workbook([
			{
				rows: [
					['编号', '内容', '预算'],
					['同一件', '灯', 300],
					[null, '锅', null],
					[null, '椅', null]
				],
				merged: ['A2:A4', 'C2:C4']
			}
		])
	);
	expect(rows.map(({ cells }) => cells)).toEqual([
		['同一件', '灯', 300],
		['同一件', '锅'],
		['同一件', '椅']
	]);
});

test('lines of totals and of signatures, and headings that are repeated, are no lines', async () => {
	const head = ['编号', '内容', '预算'];
	const rows = [
		head,
		['1', '灯', 3],
		['小计：', null, 3],
		head,
		['2', '合计功能的锅', 4],
		[null, '总　计', 7],
		['制表：何晓雯', null, '审核：']
	];
	expect((await read(workbook([{ rows }]))).rows.map(({ number }) => number)).toEqual([2, 5]);
});

test('a formula that kept no result, and one that failed, say so', async () => {
	const rows = [
		['编号', '内容'],
		[{ formula: 'NOW()' }, { error: '#REF!' }]
	];
	expect((await read(workbook([{ rows }]))).rows[0]?.cells).toEqual([{ error: '公式' }, { error: '#REF!' }]);
});

test('too many lines are refused, and so is a part that unfolds without end', async () => {
	const rows = [['编号', '内容'], ...Array.from({ length: 20_001 }, (_, at) => [`${at}`, '灯'])];
	await expect(read(workbook([{ rows }], { dialect: 'streamed' }))).rejects.toThrow('一次最多导入 20,000 行');
	const bomb = zipSync({
		'[Content_Types].xml': strToU8('<Types/>'),
		'_rels/.rels': strToU8(
			'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="w.xml"/></Relationships>'
		),
		'w.xml': new Uint8Array(40_000_000).fill(32)
	});
	await expect(read(Buffer.from(bomb))).rejects.toThrow('展开以后太大');
	const oneToken = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), '_rels/.rels': strToU8('<a') });
	await expect(read(Buffer.from(oneToken))).rejects.toThrow('读不出来');
});

const ole = (inside: string) =>
	Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(inside, 'utf16le')]);
const zipped = (files: Record<string, string>) =>
	Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
const good = workbook([plain]);

for (const [what, bytes, sentence] of [
	['an old .xls', ole('Workbook'), '旧版的 .xls'],
	['one with a password', ole('EncryptedPackage'), '取消密码'],
	['a .csv', Buffer.from('编号,内容\n1,灯\n'), '不是 .xlsx 表格'],
	['a page that is called .xls', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), '这是网页'],
	['an .ods', zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '' }), '.ods 表格'],
	['an .xlsb', zipped({ '[Content_Types].xml': '', 'xl/workbook.bin': '' }), '.xlsb 表格'],
	['a packed folder', zipped({ '台账/2021.xlsx': '' }), '这个压缩包不是表格'],
	['a document', zipped({ '[Content_Types].xml': '', 'word/document.xml': '' }), '不是表格'],
	['nothing', Buffer.alloc(0), '不是 .xlsx 表格'],
	['half of a file', good.subarray(0, good.length / 2), '读不出来'],
	['a file with a hole', Buffer.concat([good.subarray(0, 300), Buffer.alloc(200), good.subarray(500)]), ''],
	['an empty table', workbook([{ rows: [] }]), '没有内容']
] as const)
	test(`${what} is refused with a sentence`, async () => {
		await expect(read(bytes)).rejects.toMatchObject({ name: 'Invalid', message: expect.stringContaining(sentence) });
	});
