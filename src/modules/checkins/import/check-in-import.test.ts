import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { workbook, type Typed } from '#tests/support/workbooks.ts';
import { chooseColumns, confirmImport, importOf, importTasks, uploadTable } from '#modules/sheets/server.ts';
import { statesIn } from '#tests/support/check-ins.ts';
import { checkInImport } from './kind.server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const context = cast.as('clerk');
const headings = ['姓名', '手机号码', '工作单位', '报到社区', '身份类别', '报到日期'];
const fields = ['name', 'phone', 'organisation', 'community', 'kind', 'reportedOn'];

const run = (task: 'Check' | 'Write', importId: string) =>
	importTasks(checkInImport).tasks[`checkinsImport${task}`]?.(context, { centreId, importId });

async function brought(rows: Typed[][]): Promise<string> {
	const file = new File([new Uint8Array(workbook([{ rows: [headings, ...rows] }]))], 'list.xlsx');
	const importId = await uploadTable(checkInImport, context, { centreId, file });
	const columns = Object.fromEntries(fields.map((field, column) => [field, column]));
	await chooseColumns(checkInImport, context, { centreId, importId, columns, wholeTable: {} });
	await run('Check', importId);
	return importId;
}

const line = (at: number): Typed[] => [
	`陈国${'甲乙丙丁戊己庚辛壬癸'[at % 10]}`,
	String(13_600_000_000 + at),
	at % 3 === 0 ? '样例街小学' : null,
	at % 2 === 0 ? '第一社区' : '第二',
	at % 5 === 0 ? '退休党员' : null,
	'2026.5.1'
];

test('good lines come in as accepted, wrong ones are told by row and column, and the same list again adds nothing', async () => {
	const good = Array.from({ length: 130 }, (_, at) => line(at));
	const bad: Typed[][] = [
		['', '13600001000', null, '第一社区', null, null],
		['林小红', '12345', null, '第一社区', null, null],
		['林小红', '13600001001', '没有的单位', '第一社区', null, null],
		['林小红', '13600001002', null, '第九社区', null, null],
		['林小红', '13600001003', null, '第一社区', '别的', '明年']
	];
	const importId = await brought([...good, line(0), ...bad]);
	const { counts, report } = await importOf(checkInImport, context, centreId, importId);
	expect(counts).toEqual({ new: 130, same: 1, differing: 0, wrong: 5 });
	expect(report.wrong.map(({ row, where }) => `${row} ${where}`)).toEqual([
		'133 A 列 姓名',
		'134 B 列 手机号码',
		'135 C 列 工作单位',
		'136 D 列 报到社区',
		'137 E 列 身份类别',
		'137 F 列 报到日期'
	]);
	await confirmImport(checkInImport, context, { centreId, importId });
	await run('Write', importId);
	expect(await statesIn(db, centreId)).toEqual({ active: 130 });
	const { rows } =
		await sql`select 1 from directory.member as m join checkins.member_check_in as c on c.member_id = m.id
		where m.active and c.accepted_on = '2026-05-01' and c.channel = 'import'`.execute(db);
	expect(rows).toHaveLength(130);
	expect((await sql`select * from statistics.drift`.execute(db)).rows).toEqual([]);
	const again = await brought(good);
	expect((await importOf(checkInImport, context, centreId, again)).counts).toMatchObject({ new: 0, same: 130 });
});
