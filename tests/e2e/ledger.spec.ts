import { expect, test, type Page } from '@playwright/test';
import { CENTRE, fill, follow, heading, press, signIn, somebody, type Mode } from '../support/somebody.ts';
import { workbook } from '../support/workbooks.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LEDGER = `/desk/${CENTRE}/ledger`;

/** Their headings are not the same: what was chosen for the one would be remembered for the other. */
const runs: (Mode & { name: string; wish: string; running: string })[] = [
	{ name: 'without script', javaScriptEnabled: false, elder: false, wish: '想把阳台的纱窗换一换', running: '序号' },
	{ name: 'with script', javaScriptEnabled: true, elder: false, wish: '想给轮椅换一副轮胎', running: '顺序' }
];

for (const run of runs)
	test(`a ledger goes out and comes back, and an office brings its own, ${run.name}`, async ({ browser, baseURL }) => {
		test.setTimeout(120_000);
		const page = await somebody(browser, baseURL ?? '', run);
		await signIn(page, 'clerk');
		await exportedComesBack(page);
		await ownLedgerEnters(page, run);
		await page.context().close();
	});

async function exportedComesBack(page: Page): Promise<void> {
	await page.goto(`${LEDGER}?year=all`);
	const href = await page.getByRole('link', { name: '导出 Excel' }).getAttribute('href');
	const exported = await (await page.request.get(href ?? '')).body();
	await follow(page, '导入');
	await upload(page, '导出的台账.xlsx', exported);
	await press(page, '检查这个表格');
	await expect(heading(page)).toHaveText('要导入这些吗？', { timeout: 30_000 });
	await expect(fact(page, '要新增')).toHaveText('0 行');
	await expect(fact(page, '已有，不一样')).toHaveText('0 行');
	await expect(fact(page, '有错，不导入')).toHaveText('0 行');
	await expect(fact(page, '已有，一样')).not.toHaveText('0 行');
	await press(page, '不导入，删掉');
	await expect(heading(page)).toHaveText('要导入哪个表格？');
}

async function ownLedgerEnters(page: Page, { wish, running }: (typeof runs)[number]): Promise<void> {
	const headings = [running, '户主', '联系电话', '微心愿内容', '心愿类别', '所属社区', '对象', '征集时间', '完成时间'];
	const line = (at: number, what: string, when: string) =>
		[at, '陈小梅', '138 0000 0000', what, '便民服务', '杨箕社区居委会', '独居老人', when, '2021.4.1'] as const;
	const rows = [
		['某某街道微心愿台账'],
		headings,
		line(1, wish, '2021年3月5日'),
		line(2, `${wish}，要快一点`, '去年'),
		['合计', '2件']
	];
	await upload(page, '自己的台账.xlsx', workbook([{ rows, merged: ['A1:I1'] }], { dialect: 'wps' }));
	await expect(heading(page)).toHaveText('每一列是什么？');
	await expect(page.getByLabel('D 列 微心愿内容')).toHaveValue('content');
	await press(page, '检查这个表格');
	await expect(page.getByRole('alert')).toContainText('请给“来源”选一列');
	await page.getByLabel('B 列 户主').selectOption('name');
	await fill(page, { 来源: '入户上门' });
	await press(page, '检查这个表格');
	await expect(heading(page)).toHaveText('要导入这些吗？', { timeout: 30_000 });
	await expect(fact(page, '有错，不导入')).toHaveText('1 行');
	const wrong = page.getByRole('row').filter({ hasText: '第 4 行' });
	await expect(wrong).toContainText('H 列 征集时间');
	await expect(wrong).toContainText('“去年”不是日期');
	await press(page, '导入 1 行新的');
	await expect(heading(page)).toHaveText('导入完了', { timeout: 30_000 });
	await expect(page.getByRole('main')).toContainText('新增了 1 件心愿');
	await page.goto(`${LEDGER}?year=2021&q=${encodeURIComponent(wish)}`);
	const row = page.getByRole('row').filter({ hasText: wish });
	for (const words of ['杨箕社区', '入户上门', '独居、孤寡长者', '2021-03-05', '2021-04-01', '已归档'])
		await expect(row).toContainText(words);
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
	await page.getByLabel('表格', { exact: true }).setInputFiles({ name, mimeType: XLSX, buffer });
	await press(page, '上传');
}

/** What stands beside a label in a list of facts. */
const fact = (page: Page, label: string) =>
	page
		.locator('dl > div')
		.filter({ has: page.getByText(label, { exact: true }) })
		.locator('dd');
