import { expect, test, type Page } from '@playwright/test';
import readXlsxFile from 'read-excel-file/node';
import {
	CENTRE,
	choose,
	fill,
	follow,
	heading,
	messageTo,
	photograph,
	press,
	signIn,
	somebody,
	type Mode
} from '../support/somebody.ts';

interface Run extends Mode {
	name: string;
	phone: string;
	title: string;
}

const runs: Run[] = [
	{ name: 'without script', javaScriptEnabled: false, elder: false, phone: '13900008001', title: '想换一盏楼道里的灯' },
	{ name: 'in elder mode', javaScriptEnabled: true, elder: true, phone: '13900008002', title: '想装一条浴室里的扶手' }
];

for (const run of runs)
	test(`a wish walks the whole main line ${run.name}`, async ({ browser, baseURL }) => {
		test.setTimeout(120_000);
		const open = () => somebody(browser, baseURL ?? '', run);
		const [resident, clerk, member, unit] = [await open(), await open(), await open(), await open()];
		await signIn(clerk, 'clerk');
		await signIn(member, 'member');
		await signIn(unit, 'unit');

		const reference = await sendWish(resident, run);
		const wish = await verifyAndPublish(clerk, reference, run);
		await claim(member, wish, run);
		await claim(unit, wish, run);
		await openContact(member, wish);
		await seesWhoLooked(resident, wish);
		await work(member, wish);
		await confirm(await open(), run);
		await seesThanks(unit, wish);
		await standsInLedger(clerk, reference, run);
		await standsInFigures(await open(), run);
		for (const context of browser.contexts()) await context.close();
	});

/** Somebody without an account answers one question a page; the code shows that the phone is theirs. */
async function sendWish(page: Page, { phone, title }: Run): Promise<string> {
	await page.goto(`/${CENTRE}`);
	await page.getByRole('link', { name: '我有一个心愿' }).first().click();
	await expect(heading(page)).toHaveText('您有什么心愿？');
	await fill(page, { 请写一写: `${title}，晚上看不清。我叫陈小梅，电话${phone}。` });
	await press(page, '继续');
	await expect(heading(page)).toHaveText('要不要放几张照片？');
	await press(page, '继续');
	await choose(page, '给自己');
	await press(page, '继续');
	await choose(page, '便民服务');
	await press(page, '继续');
	await choose(page, '杨箕社区');
	await press(page, '继续');
	await choose(page, '一个人住的老人');
	await press(page, '继续');
	await fill(page, { 姓名: '陈小梅', 住址: '样例街1号101房' });
	await press(page, '继续');
	await fill(page, { 手机号: phone.replace(/(...)(....)(....)/, '$1 $2 $3') });
	await choose(page, '给我发短信验证码');
	await press(page, '继续');
	await expect(heading(page)).toHaveText('短信里的6位数字是什么？');
	const code = /验证码是 (\d{6})/.exec(await messageTo(page.context(), phone, /验证码/))?.[1] ?? '';
	await fill(page, { 验证码: code });
	await press(page, '继续');
	await expect(page.getByRole('main')).toContainText(`${title}，晚上看不清`);
	await press(page, '提交');
	await expect(heading(page)).toHaveText('您的心愿，我们已经收到');
	const words = await page.getByRole('main').innerText();
	return /[2-9A-Z]{4}\s*[2-9A-Z]{4}/.exec(words)?.[0].replace(/\s/g, '') ?? '';
}

/** Phone and visit, then the cleared text; a text that still names the person is not let through. Returns the id. */
async function verifyAndPublish(page: Page, reference: string, { phone, title }: Run): Promise<string> {
	await page.goto(`/desk/${CENTRE}`);
	await page.getByLabel('查找').fill(reference);
	await page.getByLabel('查找').press('Enter');
	await expect(page.getByRole('main')).toContainText(reference);
	for (const method of ['电话核实', '入户走访']) {
		await follow(page, '记录核实');
		await choose(page, method, '情况属实');
		await press(page, '记录核实');
		await expect(page.getByText('核实情况记下了')).toBeVisible();
	}
	await follow(page, '发布');
	await expect(page.getByTestId('told')).toContainText(phone);
	await fill(page, { 标题: title, 公开的内容: `${title}，请打电话${phone}`, '需要几位认领人？': '2', 预算: '300' });
	await choose(page, '电话里同意', '本人说', '我看过了');
	await press(page, '发布');
	await expect(page.getByRole('alert')).toContainText('还有电话');
	await fill(page, { 公开的内容: `${title}，晚上看不清路，请来帮一把。` });
	await press(page, '发布');
	await expect(page.getByText('已经发布到心愿墙')).toBeVisible();
	return /wishes\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

async function claim(page: Page, wish: string, { title }: Run): Promise<void> {
	await page.goto(`/${CENTRE}/wishes/${wish}`);
	await expect(heading(page)).toHaveText(title);
	await expect(page.getByRole('main')).not.toContainText('陈小梅');
	await follow(page, '我来认领');
	await fill(page, { 打算怎么帮: '周末上门' });
	await press(page, '认领');
	await expect(page.getByText('认领成功')).toBeVisible();
}

/** Only now, and with a reason, the claimer learns where to go. */
async function openContact(page: Page, wish: string): Promise<void> {
	await page.goto(`/my/${CENTRE}/wishes/${wish}`);
	await follow(page, '查看联系方式');
	await fill(page, { 原因: '打电话约上门的时间' });
	await press(page, '查看联系方式');
	await expect(page.getByRole('main')).toContainText('样例街1号101房');
	await follow(page, '联系过了，记一笔');
	await fill(page, { 说了些什么: '约好周六上午' });
	await press(page, '记录联系');
	await expect(page.getByText('联系日期记下了')).toBeVisible();
}

async function seesWhoLooked(page: Page, wish: string): Promise<void> {
	await page.goto(`/my/${CENTRE}/wishes/${wish}`);
	const looked = page.locator('section').filter({ hasText: '谁看过我的联系方式' });
	await expect(looked).toContainText('打电话约上门的时间');
	await expect(looked).toContainText('住址');
}

async function work(page: Page, wish: string): Promise<void> {
	await page.goto(`/my/${CENTRE}/wishes/${wish}`);
	await follow(page, '记录走访评估');
	await fill(page, { 走访人: '李师傅', 走访情况: '要换一副灯座，不难', 估计费用: '120' });
	await page.getByLabel('实施前的照片').setInputFiles(await photograph('before.jpg', 'grey'));
	await press(page, '记录走访评估');
	await expect(page.getByText('走访情况记下了')).toBeVisible();
	await follow(page, '开始实施');
	await fill(page, { 打算怎么做: '周六上午换' });
	await press(page, '开始实施');
	await expect(page.getByText('已经开始实施')).toBeVisible();
	await follow(page, '记录进展');
	await fill(page, { 进展: '灯座买好了', 花了多少钱: '灯座 85.50\n灯泡 12' });
	await page.getByLabel('实施中的照片').setInputFiles(await photograph('during.jpg', 'tan'));
	await page.getByLabel('发票、收据').setInputFiles(file('灯座.pdf', 'MZ not what it says'));
	await press(page, '记录进展');
	await expect(page.getByRole('alert')).toContainText('“灯座”的内容不是 PDF');
	await page.getByLabel('发票、收据').setInputFiles(file('灯座发票.pdf', '%PDF-1.4\n%%EOF'));
	await press(page, '记录进展');
	await expect(page.getByText('进展记下了')).toBeVisible();
	await expect(page.getByRole('main')).toContainText('97.50 元');
	const href = await page.getByRole('link', { name: '灯座发票.pdf' }).getAttribute('href');
	const receipt = await page.request.get(href ?? '');
	expect(receipt.headers()['content-disposition']).toContain('attachment');
	expect(
		(
			await page
				.context()
				.browser()
				?.newContext()
				.then((anybody) => anybody.request.get(receipt.url()))
		)?.status()
	).toBe(404);
	await follow(page, '提交验收');
	await fill(page, { 完成情况: '换好了，很亮', '交给了谁？': '本人' });
	await page.getByLabel('完成后的照片').setInputFiles(await photograph('after.jpg', 'gold'));
	await press(page, '提交验收');
	await expect(page.getByText('已经提交验收')).toBeVisible();
	await expect(page.getByRole('main')).toContainText('交给了本人');
}

const file = (name: string, text: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(text) });

/** From another browser, without any account: the link and the code of the message are enough. */
async function confirm(page: Page, { phone, title }: Run): Promise<void> {
	const text = await messageTo(page.context(), phone, /已经做好/);
	await page.goto(/\/confirm\/[\w-]+/.exec(text)?.[0] ?? '');
	await expect(page).toHaveURL(/\/confirm$/);
	await fill(page, { '6位确认码': /确认码 (\d{6})/.exec(text)?.[1] ?? '' });
	await press(page, '继续');
	await expect(page.getByRole('main')).toContainText(title);
	await expect(page.getByRole('img', { name: title }).first()).toBeVisible();
	await choose(page, '非常满意', '我同意公开这个心愿实施前后的照片');
	await fill(page, { 想说的话: '谢谢师傅' });
	await press(page, '确认完成');
	await expect(heading(page)).toHaveText('谢谢您，心愿完成了');
	await fill(page, { 您的话: '晚上看得清了，谢谢大家' });
	await choose(page, '我同意中心用我的称呼');
	await press(page, '告诉他们');
	await expect(page.getByText('您的话收到了')).toBeVisible();
}

async function seesThanks(page: Page, wish: string): Promise<void> {
	await page.goto(`/my/${CENTRE}/wishes/${wish}`);
	await expect(page.getByRole('main')).toContainText('晚上看得清了，谢谢大家');
	await expect(page.getByRole('main')).toContainText('已经公开在心愿墙上');
}

async function standsInLedger(page: Page, reference: string, { title }: Run): Promise<void> {
	await page.goto(`/desk/${CENTRE}/ledger?q=${reference}`);
	const row = page.getByRole('row').filter({ hasText: reference });
	for (const words of [title, '杨箕社区', '300.00', '97.50', '非常满意', '照片3张'])
		await expect(row).toContainText(words);
	const href = await page.getByRole('link', { name: '导出 Excel' }).getAttribute('href');
	const file = await page.request.get(href ?? '');
	expect(file.headers()['content-type']).toContain('spreadsheetml');
	const lines = (await readXlsxFile(await file.body()))
		.flatMap((sheet) => sheet.data)
		.map((line) => line.map(String).join('|'));
	expect(lines.find((line) => line.includes(reference))).toContain(title);
}

/** Seen by everybody: the story with its pictures on the wall, the wish among the rows behind the figure. */
async function standsInFigures(page: Page, { title }: Run): Promise<void> {
	await page.goto(`/${CENTRE}/wishes?part=fulfilled`);
	await page.getByRole('link', { name: title }).first().click();
	await expect(page.getByRole('img', { name: title })).toHaveCount(2);
	await page.goto(`/${CENTRE}/figures`);
	await page
		.getByRole('link', { name: /已完成/ })
		.first()
		.click();
	await expect(page.getByRole('main')).toContainText(title);
}
