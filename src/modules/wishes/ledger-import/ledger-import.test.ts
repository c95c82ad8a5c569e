import { beforeAll, expect, test } from 'vitest';
import { guest, system, type Actor } from '#kernel/actor.ts';
import { subscribe } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { addGrid, addOrganisation, createCentre } from '#modules/directory/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import { registerMember } from '#modules/people/server.ts';
import { suggestColumns, type ImportView } from '#modules/sheets/index.ts';
import {
	chooseColumns,
	confirmImport,
	discardImport,
	importOf,
	importTasks,
	recentImports,
	sheetTasks,
	uploadTable
} from '#modules/sheets/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { dialects, workbook, type Dialect, type Typed } from '#tests/support/workbooks.ts';
import { ledgerColumns, ledgerText, type LedgerRow } from '../ledger.ts';
import {
	act,
	addStandardCategories,
	collectWish,
	ledgerFile,
	ledgerImport,
	ledgerPage,
	ledgerTemplate,
	wishAtWork
} from '../server.ts';
import { ledgerFields } from './fields.ts';

const { db, contextOf } = await testDatabase();
subscribe({ 'centre.created': [addStandardCategories] });

const now = new Date('2026-11-20T04:00:00Z');
let centreId: string;
let communityId: string;
let clerk: Actor;
const as = (actor: Actor) => contextOf(actor, () => now);
const given = (role: string, accountId = newId()): Actor => ({
	kind: 'account',
	accountId,
	name: role,
	grants: [{ role, centreId, scopeId: centreId }]
});

beforeAll(async () => {
	const centre = await createCentre(contextOf(), {
		districtName: '越秀区',
		slug: 'meihuacun',
		name: '梅花村',
		address: '梅花路1号',
		phone: '020-12345678',
		openingHours: '每天',
		communities: ['梅花社区', '共和社区']
	});
	centreId = centre.id;
	communityId = centre.communityIds[0] ?? '';
	const grants = [{ role: 'clerk' as const, centreId, scopeId: centreId }];
	const accountId = await createAccount(contextOf(), {
		name: '何晓雯',
		username: 'clerk',
		password: 'a-long-password-1',
		grants
	});
	clerk = given('clerk', accountId);
	await addGrid(contextOf(), { centreId, communityId, name: '第一网格' });
	await addOrganisation(contextOf(), { centreId, name: '区税务局', kind: 'government' });
	await registerMember(contextOf(), { centreId, name: '钟志明', form: '先生', kind: 'inService' });
});

const headings = [
	'序号',
	'心愿人',
	'联系电话',
	'家庭地址',
	'微心愿内容',
	'心愿类别',
	'征集渠道',
	'所属社区',
	'对象',
	'预算（元）',
	'征集时间',
	'认领单位',
	'认领时间',
	'完成情况',
	'实际支出',
	'完成时间',
	'评价'
];
type Line = Partial<Record<(typeof headings)[number], Typed>>;
let lines = 0;
const line = (more: Line = {}): Line => ({
	心愿人: '陈小梅',
	联系电话: 13800000000,
	家庭地址: '样例街1号101房',
	微心愿内容: `想换第${(lines += 1)}盏亮一点的灯`,
	心愿类别: '便民服务',
	征集渠道: '电话',
	所属社区: '梅花社区居委会',
	对象: '独居老人',
	征集时间: { day: '2021-03-05' },
	...more
});
const done: Line = {
	认领单位: '区税务局、钟志明',
	认领时间: '2021年3月8日',
	完成情况: '已完成：换好了',
	实际支出: '８５．５元',
	完成时间: '2021.3.20',
	评价: '非常满意'
};

const table = (given: readonly Line[], dialect?: Dialect) =>
	workbook(
		[
			{
				rows: [
					headings,
					...given.map((one, at) => headings.map((name) => (name === '序号' ? at + 1 : (one[name] ?? null))))
				]
			}
		],
		dialect && { dialect }
	);

/** Uploads, chooses what was suggested, and lets the job check. */
async function checked(bytes: Buffer): Promise<ImportView> {
	const file = new File([new Uint8Array(bytes)], '台账.xlsx');
	const importId = await uploadTable(ledgerImport, as(clerk), { centreId, file });
	const { assignment } = await importOf(ledgerImport, as(clerk), centreId, importId);
	await chooseColumns(ledgerImport, as(clerk), { centreId, importId, ...assignment });
	await job('Check', importId);
	return importOf(ledgerImport, as(clerk), centreId, importId);
}
const job = async (which: 'Check' | 'Write', importId: string) =>
	importTasks(ledgerImport).tasks[`ledgerImport${which}`]?.(as(system('job')), { centreId, importId });

async function brought(bytes: Buffer): Promise<ImportView> {
	const { id } = await checked(bytes);
	await confirmImport(ledgerImport, as(clerk), { centreId, importId: id });
	await job('Write', id);
	return importOf(ledgerImport, as(clerk), centreId, id);
}
const ledger = async (): Promise<LedgerRow[]> =>
	(await ledgerPage(as(clerk), centreId, { year: null }, null, 10_000)).rows;
const textsOf = (row: LedgerRow | undefined) =>
	row &&
	Object.fromEntries(
		ledgerColumns.map(({ label, value }) => [label, ledgerText(value(row))]).filter(([, text]) => text !== '')
	);
const counted = ({ counts: { new: fresh, same, differing, wrong } }: ImportView) => ({ fresh, same, differing, wrong });

test('an office’s own ledger enters as it stands there; nothing is written before it is confirmed', async () => {
	const bytes = table([line({ ...done, 微心愿内容: '想换一盏灯' })], 'wps');
	const before = await ledger();
	const view = await checked(bytes);
	expect(counted(view)).toEqual({ fresh: 1, same: 0, differing: 0, wrong: 0 });
	expect(await ledger()).toEqual(before);
	await confirmImport(ledgerImport, as(clerk), { centreId, importId: view.id });
	await job('Write', view.id);
	const [row] = (await ledger()).filter(({ title }) => title === '想换一盏灯');
	expect(textsOf(row)).toMatchObject({
		类别: '微心愿·便民服务',
		来源: '来电',
		'社区/网格': '梅花社区',
		对象类别: '独居、孤寡长者',
		征集日期: '2021-03-05',
		'认领人/单位': '区税务局、钟先生',
		认领日期: '2021-03-08',
		实施情况: '已归档：换好了',
		实际金额: '85.50',
		完成日期: '2021-03-20',
		满意度: '非常满意'
	});
	const wish = await db
		.selectFrom('wishes.wish')
		.selectAll()
		.where('id', '=', row?.id ?? '')
		.executeTakeFirstOrThrow();
	expect([wish.on_wall, wish.alias, wish.published_on]).toEqual([false, null, null]);
	const consents = await db.selectFrom('people.consent').selectAll().where('subject_id', '=', wish.id).execute();
	expect(consents).toEqual([]);
	expect((await wishAtWork(as(clerk), centreId, wish.id)).reference).toBe(row?.reference);
	const pieces = await db.selectFrom('sheets.piece').selectAll().where('import_id', '=', view.id).execute();
	expect(pieces).toEqual([]);
});

test('the same file twice adds nothing, whichever program saved it the second time', async () => {
	const same = line();
	// two people who want the same and left no name are two lines, and stay two
	const unnamed = line({ 心愿人: null, 联系电话: null, 家庭地址: null });
	const file = (dialect: Dialect) =>
		table([line({ ...done, 微心愿内容: '想要一把椅子' }), same, unnamed, unnamed], dialect);
	expect((await brought(file('excel'))).added).toBe(4);
	const after = await ledger();
	for (const dialect of Object.keys(dialects) as Dialect[])
		expect(counted(await checked(file(dialect)))).toEqual({ fresh: 0, same: 4, differing: 0, wrong: 0 });
	expect(await ledger()).toEqual(after);
});

test('an exported ledger comes back without a change', async () => {
	const wish = await collectWish(as(clerk), {
		centreId,
		category: 'goods',
		channel: 'window',
		communityId,
		beneficiaryKind: 'elder',
		told: '想要一个电饭锅',
		name: '林小妹',
		consent: true
	});
	const at = { centreId, wishId: wish.id };
	await act('verify', as(clerk), { ...at, method: 'phone', result: 'confirmed' });
	const words = {
		title: '=SUM(A1:A9)',
		publicText: '想要一个新的电饭锅',
		alias: '林奶奶',
		category: 'goods',
		budget: '97.50'
	};
	await act('publish', as(clerk), { ...at, ...words, consentWay: 'phone', consent: true, cleared: true });
	const exported = Buffer.concat(await Array.fromAsync(await ledgerFile(as(clerk), centreId, { year: null })));
	const { length } = await ledger();
	const view = await checked(exported);
	expect([counted(view), view.report]).toEqual([
		{ fresh: 0, same: length, differing: 0, wrong: 0 },
		{ wrong: [], differing: [], notes: [] }
	]);
	await expect(confirmImport(ledgerImport, as(clerk), { centreId, importId: view.id })).rejects.toThrow(
		'没有要新增的行'
	);
});

test('a line that is there already and says something else is told of, and changes nothing', async () => {
	const own = line({ 微心愿内容: '想修一修门锁' });
	await brought(table([own]));
	const before = await ledger();
	const view = await checked(table([{ ...own, ...done }]));
	expect(counted(view)).toEqual({ fresh: 0, same: 0, differing: 1, wrong: 0 });
	expect(view.report.differing).toContainEqual({
		row: 2,
		where: 'P 列 完成时间',
		message: '完成日期：系统里是“空”，表格里是“2021.3.20”'
	});
	expect(await ledger()).toEqual(before);
});

test('what is wrong is told by line and column, with what to do; the other lines can be imported', async () => {
	const good = Array.from({ length: 247 }, () => line());
	const bad = [
		line({ 征集时间: '去年' }),
		line({ 认领单位: '区气象局', 认领时间: '2021-3-8' }),
		line({ ...done, 完成时间: null })
	];
	const view = await checked(table([...good.slice(0, 120), ...bad, ...good.slice(120)]));
	expect(counted(view)).toEqual({ fresh: 247, same: 0, differing: 0, wrong: 3 });
	expect(view.report.wrong.map(({ row, where, message }) => `${row} ${where} ${message}`)).toEqual([
		'122 K 列 征集时间 “去年”不是日期，请写成 2021-03-05 或 2021年3月5日',
		'123 L 列 认领单位 没有叫“区气象局”的党员或单位。请核对写法，或者先在“党员”“单位”里登记',
		'124 P 列 完成时间 实施情况写着已完成，请填完成日期'
	]);
	const before = (await ledger()).length;
	await confirmImport(ledgerImport, as(clerk), { centreId, importId: view.id });
	await job('Write', view.id);
	expect((await ledger()).length - before).toBe(247);
});

test('of several who confirm at once one is heard, and the lines enter once', async () => {
	const bytes = table(Array.from({ length: 30 }, () => line()));
	const [view, other] = [await checked(bytes), await checked(bytes)];
	const before = (await ledger()).length;
	const answers = await Promise.allSettled(
		Array.from({ length: 8 }, () => confirmImport(ledgerImport, as(clerk), { centreId, importId: view.id }))
	);
	expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	for (const answer of answers)
		if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ name: 'Conflict' });
	await confirmImport(ledgerImport, as(clerk), { centreId, importId: other.id });
	await Promise.all([job('Write', view.id), job('Write', view.id), job('Write', other.id)]);
	expect((await ledger()).length - before).toBe(30);
	const results = [view, other].map(({ id }) => importOf(ledgerImport, as(clerk), centreId, id));
	const [one, two] = await Promise.all(results);
	expect([(one?.added ?? 0) + (two?.added ?? 0), one?.state, two?.state]).toEqual([30, 'done', 'done']);
});

test('a job that died on its way is taken over: what was written stays, and nothing is written twice', async () => {
	const view = await checked(table(Array.from({ length: 250 }, () => line())));
	await confirmImport(ledgerImport, as(clerk), { centreId, importId: view.id });
	const before = (await ledger()).length;
	const broken = as(system('job'));
	let transactions = 0;
	const dying = new Proxy(broken.db, {
		get(target, name) {
			if (name === 'transaction' && (transactions += 1) > 2) throw new Error('the power is cut');
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		}
	});
	const write = importTasks(ledgerImport).tasks['ledgerImportWrite'];
	await expect(write?.({ ...broken, db: dying }, { centreId, importId: view.id })).rejects.toThrow('the power is cut');
	expect((await ledger()).length - before).toBe(200);
	await job('Write', view.id);
	expect((await ledger()).length - before).toBe(250);
	expect((await importOf(ledgerImport, as(clerk), centreId, view.id)).added).toBe(250);
});

test('an own choice of columns is remembered for the same headings; one value may hold for the whole table', async () => {
	const rows = [
		['户主', '要啥', '哪天'],
		['陈小梅', '想修水龙头', '2021/3/5']
	];
	const file = new File([new Uint8Array(workbook([{ rows }]))], 'x.xlsx');
	const importId = await uploadTable(ledgerImport, as(clerk), { centreId, file });
	expect((await importOf(ledgerImport, as(clerk), centreId, importId)).assignment.columns).toEqual({});
	const columns = { name: 0, content: 1, collectedOn: 2 };
	const wholeTable = { category: '便民服务', channel: '入户上门', place: '共和社区', beneficiary: '长者' };
	await chooseColumns(ledgerImport, as(clerk), { centreId, importId, columns, wholeTable });
	await job('Check', importId);
	expect(counted(await importOf(ledgerImport, as(clerk), centreId, importId))).toMatchObject({ fresh: 1 });
	const again = await uploadTable(ledgerImport, as(clerk), { centreId, file });
	const view = await importOf(ledgerImport, as(clerk), centreId, again);
	expect([view.assignment, view.isRemembered]).toEqual([{ columns, wholeTable }, true]);
});

test('the headings of our own template and ledger are all understood', async () => {
	const headingsIn = (labels: readonly string[]) => labels.map((label, column) => ({ column, label }));
	const own = suggestColumns(headingsIn(ledgerColumns.map(({ label }) => label)), ledgerFields);
	expect(Object.keys(own).length).toBe(ledgerColumns.length - 1);
	expect(suggestColumns(headingsIn(ledgerFields.map(({ label }) => label)), ledgerFields)).toEqual(
		Object.fromEntries(ledgerFields.map(({ key }, column) => [key, column]))
	);
	const template = Buffer.concat(await Array.fromAsync(await ledgerTemplate(as(clerk), centreId)));
	await expect(checked(template)).rejects.toThrow('只有标题，没有内容');
});

test('a table is kept sealed, for seven days, and only for those who may', async () => {
	const view = await checked(table([line({ 心愿人: '独一无二的名字', 联系电话: '去年' })]));
	expect(view.report.wrong[0]?.where).toBe('C 列 联系电话');
	const kept = await db
		.selectFrom('sheets.import')
		.innerJoin('sheets.piece', 'sheets.piece.import_id', 'sheets.import.id')
		.selectAll()
		.where('sheets.import.id', '=', view.id)
		.execute();
	expect(
		JSON.stringify(kept, (_, value) => (value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value))
	).not.toMatch(/独一无二|去年|联系电话/);
	for (const actor of [guest, given('leader'), given('auditor'), given('gridWorker')]) {
		const file = new File([new Uint8Array(table([line()]))], 'x.xlsx');
		await expect(importOf(ledgerImport, as(actor), centreId, view.id)).rejects.toMatchObject({ name: 'Missing' });
		await expect(recentImports(ledgerImport, as(actor), centreId)).rejects.toMatchObject({ name: 'Missing' });
		await expect(uploadTable(ledgerImport, as(actor), { centreId, file })).rejects.toMatchObject({ name: 'Missing' });
		await expect(confirmImport(ledgerImport, as(actor), { centreId, importId: view.id })).rejects.toMatchObject({
			name: 'Missing'
		});
	}
	await discardImport(ledgerImport, as(clerk), { centreId, importId: view.id });
	await expect(importOf(ledgerImport, as(clerk), centreId, view.id)).rejects.toMatchObject({ name: 'Missing' });
	const { id } = await checked(table([line()]));
	await sheetTasks.tasks['sweepImports']?.(
		contextOf(system('sweep'), () => new Date(now.getTime() + 6 * 86_400_000)),
		{}
	);
	await importOf(ledgerImport, as(clerk), centreId, id);
	await sheetTasks.tasks['sweepImports']?.(
		contextOf(system('sweep'), () => new Date(now.getTime() + 8 * 86_400_000)),
		{}
	);
	expect(await db.selectFrom('sheets.piece').selectAll().where('import_id', '=', id).execute()).toEqual([]);
});

test('no fact holds what stood in a table', async () => {
	const facts = await db
		.selectFrom('kernel.fact')
		.select(['data', 'action'])
		.where('action', 'in', ['wish.imported', 'import.confirmed'])
		.execute();
	expect(facts.length).toBeGreaterThan(200);
	expect(JSON.stringify(facts)).not.toMatch(/陈小梅|13800000000|样例街|灯/);
});
