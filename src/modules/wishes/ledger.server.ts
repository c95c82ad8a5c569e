import type { Context } from '#kernel/command.ts';
import { Invalid, Missing } from '#kernel/errors.ts';
import { mayKeep } from '#modules/directory/index.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import type { SheetValue } from '#modules/sheets/index.ts';
import { writeWorkbook } from '#modules/sheets/server.ts';
import { ledgerColumns, type LedgerFilter, type LedgerRow, type LedgerTotals } from './ledger.ts';
import { ledgerFields } from './ledger-import/fields.ts';
import { ledgerPage, ledgerTotals } from './queries/ledger.server.ts';
import { categoriesOf } from './queries/categories.server.ts';
import { beneficiaryKinds, channels, ratings } from './wish.ts';

const PAGE = 1000;
/** A sheet has 1,048,576 lines. */
const MOST = 1_000_000;

/**
 * The ledger as an .xlsx file in pieces, read page by page: references as text, money in yuan as numbers, days as dates.
 * What can fail fails before the first piece. Errors: Missing for whoever may not see it; Invalid for more than a sheet holds.
 */
export async function ledgerFile(
	context: Context,
	centreId: string,
	filter: LedgerFilter
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
	const totals = await ledgerTotals(context, centreId, filter);
	if (totals.count > MOST) throw new Invalid('一张表放不下这么多行，请选一个年份再导出。');
	const first = await ledgerPage(context, centreId, filter, null, PAGE);
	const lines = async function* () {
		let page = first;
		for (;;) {
			yield page.rows.map(lineOf);
			if (page.next === null) return;
			page = await ledgerPage(context, centreId, filter, page.next, PAGE);
		}
	};
	return writeWorkbook([
		{
			name: '双微台账',
			columns: ledgerColumns,
			lines: lines(),
			totals: () => Promise.resolve(lastLine(totals)),
			footer: '&L制表：　　　　　　审核：&R日期：　　　　　　第 &P 页，共 &N 页'
		}
	]);
}

/** An empty ledger to be filled in, with a sheet that says how. Errors: Missing unless the actor may import. */
export async function ledgerTemplate(
	{ db, actor }: Context,
	centreId: string
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
	if (!mayKeep(actor, centreId)) throw new Missing('没有这个页面。');
	const offered: Record<string, readonly string[]> = {
		category: (await categoriesOf(db, centreId)).map(({ name }) => name),
		place: (await communitiesOf(db, centreId)).map(({ name }) => name),
		channel: Object.values(channels),
		beneficiary: Object.values(beneficiaryKinds),
		rating: ratings
	};
	const rules = ledgerFields.map(({ key, label, required, hint }): SheetValue[] => [
		{ text: label },
		{ text: required ? '要填' : '' },
		{
			text: [hint, DAYS.has(key) ? '例如 2021-03-05' : '', MONEY.has(key) ? '单位：元' : ''].filter(Boolean).join('；')
		},
		{ text: offered[key]?.join('、') ?? '' }
	]);
	return writeWorkbook([
		{
			name: '双微台账',
			columns: [{ label: '序号', width: 6 }, ...ledgerFields.map(({ label }) => ({ label, width: 14 }))],
			lines: []
		},
		{
			name: '填写说明',
			columns: [
				{ label: '列', width: 14 },
				{ label: '要不要填', width: 10 },
				{ label: '说明', width: 44 },
				{ label: '可以写', width: 70 }
			],
			lines: [rules]
		}
	]);
}

const DAYS = new Set(['collectedOn', 'verifiedOn', 'publishedOn', 'claimedOn', 'contactedOn', 'completedOn']);
const MONEY = new Set(['budget', 'actual']);

const lineOf = (row: LedgerRow): SheetValue[] => ledgerColumns.map((column) => column.value(row));

function lastLine({ count, budgetFen, actualFen }: LedgerTotals): SheetValue[] {
	const sums: Record<string, SheetValue> = {
		number: { text: '合计' },
		reference: { text: `${count}件` },
		budget: { fen: budgetFen },
		actual: { fen: actualFen }
	};
	return ledgerColumns.map(({ key }) => sums[key] ?? { text: null });
}
