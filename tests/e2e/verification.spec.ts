import { expect, test, type Page } from '@playwright/test';
import { CENTRE, choose, fill, follow, heading, messageTo, press, signIn, somebody } from '../support/somebody.ts';

const desk = `/desk/${CENTRE}/wishes`;
const wishAt = (page: Page): string => /wishes\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

const runs = [
	{ name: 'without script', javaScriptEnabled: false, phones: ['13900008011', '13900008012'] },
	{ name: 'with script', javaScriptEnabled: true, phones: ['13900008013', '13900008014'] }
] as const;

for (const { name, javaScriptEnabled, phones } of runs)
	test(`a wish told twice goes on once, waits for the leader, and is gone when its person says so, ${name}`, async ({
		browser,
		baseURL
	}) => {
		test.setTimeout(90_000);
		const open = () => somebody(browser, baseURL ?? '', { javaScriptEnabled, elder: false });
		const [clerk, leader, guest] = [await open(), await open(), await open()];
		await signIn(clerk, 'clerk');
		await signIn(leader, 'leader');

		const first = await collect(
			clerk,
			phones[0],
			`阳台的纱窗${phones[0].slice(-2)}破了几处，夏天蚊子进来咬人，想换一副纱窗`
		);
		await collect(clerk, phones[1], `纱窗${phones[0].slice(-2)}破了，阳台夏天蚊子进来咬人，请换一副纱窗`);
		await mergeIntoSuggested(clerk, first);
		expect(await messageTo(clerk.context(), phones[1], /合在一起办/)).toContain(first);
		const wish = wishAt(clerk);
		await verifyAndPublish(clerk, '860', javaScriptEnabled ? phones[0] : null);
		await expect(clerk.getByRole('region', { name: '现在' })).toContainText('待审批');
		await guest.goto(`/${CENTRE}/wishes/${wish}`);
		await expect(heading(guest)).not.toHaveText('想换一副纱窗');
		await approve(leader, wish);
		await guest.goto(`/${CENTRE}/wishes/${wish}`);
		await expect(heading(guest)).toHaveText('想换一副纱窗');
		await retract(clerk, wish);
		expect((await guest.request.get(`/api/v1/centres/${CENTRE}/wishes/${wish}`)).status()).toBe(404);
		// pages for everybody are kept for less than a second
		await expect
			.poll(async () => (await guest.goto(`/${CENTRE}/wishes/${wish}`))?.status(), { timeout: 2000 })
			.toBe(404);
		for (const context of browser.contexts()) await context.close();
	});

/** Returns the reference; what may be the same is suggested right away. */
async function collect(page: Page, phone: string, told: string): Promise<string> {
	await page.goto(`${desk}/new`);
	await fill(page, {
		心愿内容: `我叫欧阳梅，电话${phone}。${told}。`,
		来源: '窗口',
		对象类别: '长者',
		社区: '水均社区',
		姓名: '欧阳梅',
		手机号: phone
	});
	await choose(page, '便民服务', '本人同意中心登记');
	await press(page, '登记');
	await expect(heading(page)).toHaveText('心愿登记好了');
	const words = await page.getByRole('region', { name: '回执' }).innerText();
	return /[2-9A-Z]{4}\s+[2-9A-Z]{4}/.exec(words)?.[0].replace(/\s/g, '') ?? '';
}

async function mergeIntoSuggested(page: Page, reference: string): Promise<void> {
	const suggested = page.getByRole('region', { name: '可能重复' }).getByRole('listitem').filter({ hasText: reference });
	await expect(suggested).toContainText(/内容相似 \d+%/);
	await suggested.getByRole('link', { name: '并入这一件' }).click();
	await expect(page.getByLabel('并入哪一件')).toHaveValue(reference);
	await press(page, '合并');
	await expect(page.getByText('已经合并')).toBeVisible();
	await expect(page.getByText(`编号 ${reference}`).first()).toBeVisible();
	await page.getByText(/看编号 .{8} 的内容和经过/).click();
	await expect(page.getByRole('main')).toContainText('请换一副纱窗');
}

/** The proposed text says no longer who it is; with script, what is typed anew is taken out by one click. */
async function verifyAndPublish(page: Page, budget: string, detail: string | null): Promise<void> {
	await follow(page, '记录核实');
	await choose(page, '电话核实', '情况属实');
	await press(page, '记录核实');
	await follow(page, '发布');
	const text = page.getByLabel('公开的内容');
	await expect(text).toHaveValue(/^阳台的纱窗/);
	if (detail) {
		await text.fill(`${await text.inputValue()}打${detail}`);
		await page.getByRole('button', { name: `去掉${detail}` }).click();
		await expect(text).not.toHaveValue(new RegExp(detail));
	}
	await expect(page.getByRole('main')).toContainText('要等中心负责人批准');
	await fill(page, { 标题: '想换一副纱窗', 预算: budget });
	await choose(page, '电话里同意', '本人说', '我看过了');
	await press(page, '发布');
	await expect(page.getByRole('region', { name: '现在' })).toBeVisible();
}

async function approve(page: Page, wish: string): Promise<void> {
	await page.goto(`${desk}?state=approving`);
	await page.locator(`a[href*="${wish}"]`).first().click();
	await follow(page, '批准');
	await expect(page.getByRole('main')).toContainText('860.00');
	await press(page, '批准');
	await expect(page.getByText('已经批准')).toBeVisible();
}

async function retract(page: Page, wish: string): Promise<void> {
	await page.goto(`${desk}/${wish}`);
	await follow(page, '撤回公开的同意');
	await choose(page, '整个心愿', '电话回访');
	await press(page, '撤回公开的同意');
	await expect(page.getByText('已经撤回同意')).toBeVisible();
	await expect(page.getByRole('region', { name: '现在' })).toContainText('核实中');
}
