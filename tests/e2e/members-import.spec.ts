import { expect, test, type Page } from '@playwright/test';
import { CENTRE, fill, heading, press, signIn, somebody } from '../support/somebody.ts';
import { workbook, type Typed } from '../support/workbooks.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** As many as reported in in the year of the published figures. */
const COUNT = 3463;

const SURNAMES = [
	...'陈李黄张梁林刘何吴罗郑杨周叶苏曾谢邓许冯蔡潘钟彭余卢胡郭邱麦温江区莫关龙姚邝伍唐方廖简崔岑游甘黎严'
];
const GIVEN = [...'晓嘉思雅静若敏海春雪俊家志文浩子伟国建永'].flatMap((first) =>
	[...'澜沁霏遥'].map((second) => first + second)
);
const nameOf = (at: number) =>
	`${SURNAMES[at % SURNAMES.length]}${GIVEN[Math.floor(at / SURNAMES.length) % GIVEN.length]}`;

/** Five that cannot be read, somewhere among the others: the column, what stands there, and what is said of it. */
const WRONG = [
	{ at: 7, column: 0, typed: '', told: '姓名' },
	{ at: 1200, column: 1, typed: '1380000', told: '手机' },
	{ at: 1201, column: 2, typed: '群众', told: '身份类别' },
	{ at: 2800, column: 4, typed: '没有这个社区', told: '社区' },
	{ at: 3467, column: 6, typed: '有空就来', told: '空闲时间' }
];

function table(): readonly (readonly Typed[])[] {
	const headings = ['姓名', '手机', '身份类别', '单位', '社区', '特长', '空闲时间'];
	const rows = Array.from({ length: COUNT + WRONG.length }, (_, at): Typed[] => [
		...[nameOf(at), `1380000${6000 + at}`, '在职党员', '梅岭小学', '杨箕社区', at % 5 === 0 ? '摄影' : '', '周六上午']
	]);
	for (const { at, column, typed } of WRONG) (rows[at] as Typed[])[column] = typed;
	return [headings, ...rows];
}

const fact = (page: Page, label: string) =>
	page
		.locator('dl > div')
		.filter({ has: page.getByText(label, { exact: true }) })
		.locator('dd');

test('3,463 members come in from a table; five lines that are wrong are told by row and column', async ({
	browser,
	baseURL
}) => {
	test.setTimeout(180_000);
	const page = await somebody(browser, baseURL ?? '', { javaScriptEnabled: true, elder: false });
	await signIn(page, 'clerk');
	await page.goto(`/desk/${CENTRE}/members/imports`);
	await page.getByLabel('表格', { exact: true }).setInputFiles({
		name: '党员名册.xlsx',
		mimeType: XLSX,
		buffer: workbook([{ rows: table() }], { dialect: 'wps' })
	});
	await press(page, '上传');
	await expect(heading(page)).toHaveText('每一列是什么？');
	await press(page, '检查这个表格');
	await expect(page.getByRole('progressbar').or(page.getByText('要导入这些吗？')).first()).toBeVisible();
	await expect(heading(page)).toHaveText('要导入这些吗？', { timeout: 60_000 });
	await expect(fact(page, '要新增')).toHaveText(`${COUNT} 行`);
	await expect(fact(page, '有错，不导入')).toHaveText('5 行');
	for (const { at, column, told } of WRONG) {
		const row = page.getByRole('row').filter({ hasText: `第 ${at + 2} 行` });
		await expect(row).toContainText(`${'ABCDEFG'[column]} 列 ${told}`);
	}
	await press(page, `导入 ${COUNT} 行新的`);
	await expect(page.getByRole('progressbar').or(page.getByText('导入完了')).first()).toBeVisible();
	await expect(heading(page)).toHaveText('导入完了', { timeout: 90_000 });
	await expect(page.getByRole('main')).toContainText(String(COUNT));
	const last = nameOf(COUNT + WRONG.length - 2);
	await page.goto(`/desk/${CENTRE}/members`);
	await fill(page, { 查找: last });
	await press(page, '查找');
	await expect(page.getByRole('main')).toContainText('梅岭小学');
	await page.context().close();
});
