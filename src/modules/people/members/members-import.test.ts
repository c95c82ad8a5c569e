import { beforeAll, expect, test } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import {
	addBuilding,
	addGrid,
	addOrganisation,
	addPartyOrganisation,
	addStandardWords,
	changeMember,
	createCentre,
	memberCounts,
	membersOf
} from '#modules/directory/server.ts';
import { subscribe } from '#kernel/command.ts';
import { createAccount } from '#modules/identity/server.ts';
import type { ImportView } from '#modules/sheets/index.ts';
import { chooseColumns, confirmImport, importOf, importTasks, uploadTable } from '#modules/sheets/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { workbook, type Typed } from '#tests/support/workbooks.ts';
import { membersFile, membersImport, membersTemplate, nameSearch, namesOnRoster } from '../server.ts';

const { db, contextOf } = await testDatabase();
subscribe({ 'centre.created': [addStandardWords] });

let centreId: string;
let clerk: Actor;

beforeAll(async () => {
	const centre = await createCentre(contextOf(), {
		...{ districtName: '越秀区', slug: 'meihuacun', name: '梅花村', address: '梅花路1号', phone: '020-12345678' },
		openingHours: '每天',
		communities: ['梅花社区', '共和社区']
	});
	centreId = centre.id;
	const accountId = await createAccount(contextOf(), {
		...{ name: '何晓雯', username: 'clerk', password: 'a-long-password-1' },
		grants: [{ role: 'clerk', centreId, scopeId: centreId }]
	});
	clerk = { kind: 'account', accountId, name: '何晓雯', grants: [{ role: 'clerk', centreId, scopeId: centreId }] };
	const communityId = centre.communityIds[0] ?? '';
	const gridId = await addGrid(contextOf(), { centreId, communityId, name: '第一网格' });
	await addBuilding(contextOf(), { centreId, gridId, name: '梅花路8号' });
	await addOrganisation(contextOf(), { centreId, name: '区税务局', kind: 'government' });
	await addPartyOrganisation(contextOf(), { centreId, name: '税务局第一党支部', level: 'branch' });
});

const headings = [
	'序号',
	'姓名',
	'手机号码',
	'党员类别',
	'工作单位',
	'所在党支部',
	'社区',
	'网格',
	'楼栋',
	'特长',
	'空闲时间'
];
const line = (name: string, phone: Typed, more: Partial<Record<string, Typed>> = {}): Typed[] => {
	const cells: Record<string, Typed> = {
		...{ 姓名: name, 手机号码: phone, 党员类别: '在职', 工作单位: '区税务局', 所在党支部: '税务局第一党支部' },
		...{ 社区: '梅花', 网格: '第一网格', 楼栋: '梅花路8号', 特长: '摄影、电脑', 空闲时间: '周六上午、周日全天' },
		...more
	};
	return headings.map((heading) => cells[heading] ?? null);
};
const phoneOf = (at: number) => String(13_800_000_000 + at);
const table = (rows: readonly (readonly Typed[])[]) => workbook([{ rows: [headings, ...rows] }]);

const job = async (which: 'Check' | 'Write', importId: string) =>
	importTasks(membersImport).tasks[`membersImport${which}`]?.(contextOf(system('job')), { centreId, importId });

async function checked(bytes: Buffer): Promise<ImportView> {
	const context = contextOf(clerk);
	const file = new File([new Uint8Array(bytes)], '党员.xlsx');
	const importId = await uploadTable(membersImport, context, { centreId, file });
	const { assignment } = await importOf(membersImport, context, centreId, importId);
	await chooseColumns(membersImport, context, { centreId, importId, ...assignment });
	await job('Check', importId);
	return importOf(membersImport, context, centreId, importId);
}

async function written({ id }: ImportView): Promise<ImportView> {
	await confirmImport(membersImport, contextOf(clerk), { centreId, importId: id });
	await job('Write', id);
	return importOf(membersImport, contextOf(clerk), centreId, id);
}

const bytesOf = async (pieces: AsyncGenerator<Uint8Array>) => Buffer.concat(await Array.fromAsync(pieces));
const count = async (what: string) =>
	Number(
		(
			await db
				.selectFrom('kernel.fact')
				.select(({ fn }) => fn.countAll().as('n'))
				.where('action', '=', what)
				.executeTakeFirstOrThrow()
		).n
	);

test('a table of members comes in with all it says; five bad rows are told by row and column; brought again it adds nothing', async () => {
	const rows = Array.from({ length: 300 }, (_, at) =>
		line(`陈${'一二三四五六七八九十'[at % 10]}${'芳明华强丽'[at % 5]}`, phoneOf(at))
	);
	rows[10] = line('', phoneOf(900));
	rows[20] = line('李四', '1380000');
	rows[30] = line('王五', phoneOf(901), { 党员类别: '群众' });
	rows[40] = line('赵六', phoneOf(902), { 所在党支部: '没有的支部' });
	rows[50] = line('孙七', phoneOf(903), { 空闲时间: '有空的时候' });
	const view = await checked(table(rows));
	expect(view.counts).toEqual({ new: 295, same: 0, differing: 0, wrong: 5 });
	expect(view.report.wrong.map(({ row, where }) => `${row} ${where}`)).toEqual([
		'12 B 列 姓名',
		'22 C 列 手机号码',
		'32 D 列 党员类别',
		'42 F 列 所在党支部',
		'52 K 列 空闲时间'
	]);
	const done = await written(view);
	expect(done).toMatchObject({ state: 'done', added: 295 });
	const { members } = await membersOf(db, centreId, { words: nameSearch(centreId, 'cyf'), limit: 5 });
	expect(members[0]).toMatchObject({
		...{ kind: 'inService', organisationName: '区税务局', branchName: '税务局第一党支部', alias: '陈同志' },
		...{ skills: ['photography', 'computers'], freeTimes: (1 << 15) | (7 << 18), active: true }
	});
	expect(await count('member.added')).toBe(295);
	expect([...(await memberCounts(db, centreId)).values()]).toEqual([295]);
	expect((await checked(table(rows))).counts).toEqual({ new: 0, same: 295, differing: 0, wrong: 5 });
});

test('what was exported comes back with nothing new and nothing different; that names left the house is told once', async () => {
	const bytes = await bytesOf(await membersFile(contextOf(clerk), centreId, {}));
	expect(await count('members.exported')).toBe(1);
	expect((await checked(bytes)).counts).toEqual({ new: 0, same: 295, differing: 0, wrong: 0 });
	await expect(membersFile(contextOf(system('x')), newId(), {})).resolves.toBeDefined();
	await expect(membersTemplate(contextOf({ ...clerk, grants: [] } as Actor), centreId)).rejects.toMatchObject({
		name: 'Missing'
	});
});

test('whoever is there already is not changed, but told where the table says something else', async () => {
	const { members } = await membersOf(db, centreId, { limit: 1 });
	const [member] = members;
	if (!member) throw new Error('there are members');
	const names = await namesOnRoster(db, centreId, [member.personId]);
	const { personId, organisationName: _, branchName: __, ...rest } = member;
	await changeMember(contextOf(clerk), { centreId, ...rest, kind: 'retired' } as Parameters<typeof changeMember>[1]);
	const name = names.get(personId) ?? '';
	const phone = await db
		.selectFrom('people.person')
		.select('phone_index')
		.where('id', '=', personId)
		.executeTakeFirstOrThrow();
	expect(phone.phone_index).not.toBeNull();
	const at =
		Array.from({ length: 300 }, (_, n) => n).find(
			(n) => `陈${'一二三四五六七八九十'[n % 10]}${'芳明华强丽'[n % 5]}` === name
		) ?? 0;
	const rows = Array.from({ length: 30 }, (_, n) => line(name, phoneOf(at + n * 10)));
	const view = await checked(table(rows));
	expect(view.counts.differing).toBe(1);
	expect(view.report.differing[0]?.message).toBe('身份类别：系统里是“退休党员”，表格里是“在职”');
});

test('the same person twice in a table is told; two tables at once add each once', async () => {
	const twice = await checked(table([line('周一明', phoneOf(5000)), line('周一明', phoneOf(5000))]));
	expect(twice.counts).toMatchObject({ new: 1, wrong: 1 });
	expect(twice.report.wrong[0]?.message).toBe('和第 2 行是同一个人，请只留一行');
	const rows = Array.from({ length: 120 }, (_, at) =>
		line(`吴${'甲乙丙丁'[at % 4]}`, at % 2 === 0 ? phoneOf(6000 + at) : null, at % 2 === 0 ? {} : { 姓名: `郑${at}号` })
	);
	const views = [await checked(table(rows)), await checked(table(rows.toReversed()))];
	const before = await count('member.added');
	const results = await Promise.all(views.map(written));
	expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(120);
	expect((await count('member.added')) - before).toBe(120);
});
