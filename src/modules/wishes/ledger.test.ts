import readXlsxFile from 'read-excel-file/node';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import { addOrganisation, createCentre } from '#modules/directory/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import {
	ledgerColumns,
	ledgerFilterIn,
	ledgerOrders,
	ledgerText,
	type LedgerFilter,
	type LedgerOrder,
	type LedgerRow
} from './ledger.ts';
import {
	act,
	addStandardCategories,
	collectWish,
	ledgerFile,
	ledgerPage,
	ledgerTotals,
	ledgerYears
} from './server.ts';
import { subscribe } from '#kernel/command.ts';
import type { CollectWish } from './intake-forms.ts';
import type { z } from 'zod';

const { contextOf } = await testDatabase();
subscribe({ 'centre.created': [addStandardCategories] });

let now = new Date('2026-03-02T04:00:00Z');
let centreId: string;
let communityIds: string[];
let clerk: Actor;

const as = (actor: Actor) => contextOf(actor, () => now);
const given = (role: string, centre = centreId): Actor => ({
	kind: 'account',
	accountId: newId(),
	name: role,
	grants: [{ role, centreId: centre, scopeId: centre }]
});
const ALL: LedgerFilter = { year: null };

const collect = (input: Partial<z.input<typeof CollectWish>> = {}) =>
	collectWish(as(clerk), {
		centreId,
		category: 'goods',
		channel: 'window',
		communityId: communityIds[0] ?? '',
		beneficiaryKind: 'elder',
		told: '想要一个电饭锅',
		name: '林小妹',
		consent: true,
		...input
	});

/** On the wall, with a title of its own. */
async function published(title: string, { budget }: { budget?: string } = {}) {
	const wish = await collect();
	const at = { centreId, wishId: wish.id };
	await act('verify', as(clerk), { ...at, method: 'phone', result: 'confirmed' });
	const words = { title, publicText: '想要一个新的电饭锅', alias: '林奶奶', category: 'service', places: 2, budget };
	await act('publish', as(clerk), { ...at, ...words, consentWay: 'phone', consent: true, cleared: true });
	return { ...wish, at };
}

let done: { id: string; reference: string };
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
	[centreId, communityIds] = [centre.id, centre.communityIds];
	const account = { name: '何晓雯', username: 'clerk', password: 'a-long-password-1', centreId };
	const accountId = await createAccount(contextOf(), account);
	clerk = { ...(given('clerk') as Actor & { kind: 'account' }), accountId };
	const [tax, power] = [await organisation('区税务局'), await organisation('电力公司')];

	await collect({ communityId: communityIds[1] ?? '', channel: 'phone', kind: 'project' });
	now = new Date('2026-03-03T04:00:00Z');
	const wish = await published('=SUM(A1:A9)', { budget: '￥497.15' });
	done = wish;
	await act('claim', as(clerk), { ...wish.at, claimer: { kind: 'organisation', id: tax } });
	now = new Date('2026-03-04T16:30:00Z'); // the fifth in Shanghai
	await act('claim', as(clerk), { ...wish.at, claimer: { kind: 'organisation', id: power } });
	const contact = { claimer: { kind: 'organisation', id: power }, contactedOn: '2026-03-05' };
	await act('contact', as(clerk), { ...wish.at, ...contact });
	await act('start', as(clerk), wish.at);
	await act('report', as(clerk), { ...wish.at, note: '买好了', costs: '电饭锅 299.5' });
	await act('submit', as(clerk), { ...wish.at, note: '送到了', costs: '电池 0.05' });
	await act('accept', as(clerk), { ...wish.at, way: 'phone', rating: 4 });
	now = new Date('2027-01-04T04:00:00Z');
	await published('想要100%棉的被子');
});

const organisation = (name: string) => addOrganisation(contextOf(), { centreId, name, kind: 'government' });
const lines = async (filter: LedgerFilter) => (await ledgerPage(as(clerk), centreId, filter)).rows;
const textsOf = (row: LedgerRow) =>
	Object.fromEntries(ledgerColumns.map(({ label, value }) => [label, ledgerText(value(row))]));

test('a line tells the whole course of a wish in twenty columns', async () => {
	const [, row] = await lines(ALL);
	expect(row && textsOf(row)).toEqual({
		序号: '2',
		编号: done.reference,
		类别: '微心愿·便民服务',
		来源: '窗口',
		'社区/网格': '梅花社区',
		对象类别: '长者',
		内容: '=SUM(A1:A9)',
		预算: '497.15',
		征集日期: '2026-03-03',
		审核日期: '2026-03-03',
		发布日期: '2026-03-03',
		'认领人/单位': '区税务局、电力公司',
		认领日期: '2026-03-03',
		联系日期: '2026-03-05',
		实施情况: '已完成：送到了',
		实际金额: '299.55',
		完成日期: '2026-03-05',
		满意度: '满意',
		佐证: '',
		经办人: '何晓雯'
	});
	expect(ledgerColumns).toHaveLength(20);
});

test('what was told is no part of the ledger: before publication a line has no words', async () => {
	const [row] = await lines(ALL);
	expect(row && textsOf(row)).toMatchObject({ 类别: '微项目·物资帮扶', 内容: '（未公开）', 来源: '来电' });
});

test('every filter narrows the lines and the totals alike', async () => {
	const filters: [LedgerFilter, number][] = [
		[ALL, 3],
		[{ year: 2026 }, 2],
		[{ year: 2027 }, 1],
		[{ year: 2025 }, 0],
		[{ year: null, kind: 'project' }, 1],
		[{ year: null, state: 'accepted' }, 1],
		[{ year: null, category: 'service' }, 2],
		[{ year: null, communityId: communityIds[1] }, 1],
		[{ year: null, channel: 'window' }, 2],
		[{ year: null, q: done.reference.toLowerCase().replace(/(?=.{4}$)/, ' ') }, 1],
		[{ year: null, q: '棉' }, 1],
		[{ year: null, q: '100%棉' }, 1],
		[{ year: null, q: '%' }, 1],
		[{ year: null, q: '_' }, 0]
	];
	for (const [filter, count] of filters) {
		expect([filter, (await lines(filter)).length]).toEqual([filter, count]);
		expect((await ledgerTotals(as(clerk), centreId, filter)).count).toBe(count);
	}
	expect(await ledgerTotals(as(clerk), centreId, ALL)).toEqual({ count: 3, budgetFen: 49_715, actualFen: 29_955 });
	expect(await ledgerYears(as(clerk), centreId, '2027-01-04')).toEqual([2027, 2026]);
});

test('pages follow one another without a gap and count the lines through; a cursor that is none begins anew', async () => {
	const seen: LedgerRow[] = [];
	for (let after: string | null | undefined; after !== null;) {
		const page = await ledgerPage(as(clerk), centreId, ALL, after, 1);
		seen.push(...page.rows);
		after = page.next;
	}
	expect(seen).toEqual(await lines(ALL));
	expect(seen.map(({ number }) => number)).toEqual([1, 2, 3]);
	for (const wrong of ['x', '2026-02-30_', `2026-02-30_${newId()}_1`, `2026-02-03_${newId()}_x`])
		expect((await ledgerPage(as(clerk), centreId, ALL, wrong)).rows).toHaveLength(3);
});

test('in every order all lines come, one after the other, whatever the size of a page', async () => {
	const all = (await lines(ALL)).map(({ reference }) => reference).sort();
	for (const order of Object.keys(ledgerOrders) as LedgerOrder[]) {
		const whole = await lines({ year: null, order });
		const seen: LedgerRow[] = [];
		for (let after: string | null | undefined; after !== null;) {
			const page = await ledgerPage(as(clerk), centreId, { year: null, order }, after, 1);
			seen.push(...page.rows);
			after = page.next;
		}
		expect([order, seen]).toEqual([order, whole]);
		expect(seen.map(({ reference }) => reference).sort()).toEqual(all);
	}
	expect((await lines({ year: null, order: 'budget' }))[0]?.reference).toBe(done.reference);
	expect((await lines({ year: null, order: 'completedLast' }))[0]?.reference).toBe(done.reference);
	expect((await lines({ year: null, order: 'collectedLast' })).map(({ collectedOn }) => collectedOn)).toEqual([
		'2027-01-04',
		'2026-03-03',
		'2026-03-02'
	]);
	// a place in one order is none in another
	const { next } = await ledgerPage(as(clerk), centreId, { year: null, order: 'budget' }, null, 1);
	expect((await ledgerPage(as(clerk), centreId, { year: null, order: 'place' }, next)).rows).toHaveLength(3);
});

test('the exported file holds the lines and totals of the page: texts as text, money as numbers, days as dates', async () => {
	const sheets = await readXlsxFile(Buffer.concat(await Array.fromAsync(await ledgerFile(as(clerk), centreId, ALL))));
	const [head, ...rest] = sheets[0]?.data ?? [];
	const totals = rest.pop();
	expect(head).toEqual(ledgerColumns.map(({ label }) => label));
	const shown = (cell: unknown) =>
		cell instanceof Date ? cell.toISOString().slice(0, 10) : cell === null ? '' : String(cell);
	const expected = (await lines(ALL)).map((row) =>
		ledgerColumns.map(({ value }) => {
			const one = value(row);
			return 'fen' in one ? shown(one.fen === null ? null : one.fen / 100) : ledgerText(one);
		})
	);
	expect(rest.map((line) => line.map(shown))).toEqual(expected);
	const line = rest[1] ?? [];
	expect([line[1], line[6], line[7], line[8]]).toEqual([
		done.reference,
		'=SUM(A1:A9)',
		497.15,
		new Date('2026-03-03T00:00:00Z')
	]);
	expect(totals).toEqual(
		ledgerColumns.map(({ key }) => ({ number: '合计', reference: '3件', budget: 497.15, actual: 299.55 })[key] ?? null)
	);
});

test('only whoever sees the wishes of the centre sees its ledger', async () => {
	for (const role of ['clerk', 'gridWorker', 'leader', 'administrator', 'auditor'])
		expect((await ledgerPage(as(given(role)), centreId, ALL)).rows).toHaveLength(3);
	const others: Actor[] = [given('member'), given('clerk', newId()), { kind: 'guest' }];
	for (const actor of others)
		for (const read of [ledgerPage, ledgerTotals, ledgerFile])
			await expect(read(as(actor), centreId, ALL)).rejects.toMatchObject({ name: 'Missing' });
});

test('an address is read as a filter; what it cannot mean is left out', () => {
	const read = (search: string) => ledgerFilterIn(new URLSearchParams(search), '2026-11-24');
	expect(read('')).toEqual({ year: 2026 });
	expect(read('year=all&kind=project&state=closed&channel=phone&q= 灯 ')).toEqual({
		year: null,
		kind: 'project',
		state: 'closed',
		channel: 'phone',
		q: '灯'
	});
	expect(read('year=nineteen&kind=x&state=&community=1&category=&channel=fax&q=')).toEqual({ year: 2026 });
});
