import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { inspect } from '../support/inspect.ts';
import { CENTRE, choose, fill, follow, heading, messageTo, press, signIn, somebody } from '../support/somebody.ts';

const PHONE = '13900008011';

test('somebody without an account follows their wish by the link of their message, sees who looked, and takes it back', async ({
	page,
	browser,
	baseURL
}) => {
	await signIn(page, 'clerk');
	const reference = await collect(page);
	await follow(page, '打开这个心愿');
	await page
		.getByRole('main')
		.getByRole('link', { name: /联系方式/ })
		.first()
		.click();
	await fill(page, { 原因: '约时间上门量尺寸' });
	await press(page, '查看联系方式');
	await expect(heading(page)).toHaveText('联系方式');

	const person = await somebody(browser, baseURL ?? '', { javaScriptEnabled: false, elder: true });
	await person.goto(`/${CENTRE}`);
	await follow(person, '提过心愿？看看办到哪里了');
	await fill(person, { 编号: 'K7Q2', 登记时的手机号: PHONE });
	await press(person, '发短信给我');
	await expect(person.getByRole('alert')).toContainText('编号是8个字母和数字');
	await fill(person, { 编号: reference.toLowerCase() });
	await press(person, '发短信给我');
	await expect(heading(person)).toHaveText('请看手机短信');

	const message = await messageTo(page.context(), PHONE, /办到哪里了/);
	await open(person, message);
	await expect(person.getByRole('main')).toContainText('约时间上门量尺寸');
	await expect(person.getByRole('main')).not.toContainText(PHONE);
	await inspect(await withScript(page.context(), message), 'off');

	await follow(person, '撤回这个心愿');
	await fill(person, { 原因: '女儿已经买来了' });
	await press(person, '撤回这个心愿');
	await expect(person.getByRole('region', { name: '现在' })).toContainText('已撤回');
	await person.context().close();
});

/** The link leaves the address at once; the code opens the wish. */
async function open(page: Page, message: string): Promise<void> {
	await page.goto(/\/\w+\/wishes\/mine\/[\w-]+/.exec(message)?.[0] ?? '');
	await expect(page).toHaveURL(/\/wishes\/mine\/code$/);
	await fill(page, { '6位确认码': /确认码 (\d{6})/.exec(message)?.[1] ?? '' });
	await press(page, '看我的心愿');
	await expect(page).toHaveURL(/\/wishes\/mine\/wish$/);
}

async function withScript(context: BrowserContext, message: string): Promise<Page> {
	const page = await context.newPage();
	await open(page, message);
	return page;
}

/** The one dense page of the desk. Returns the reference that is read aloud to the person. */
async function collect(page: Page): Promise<string> {
	await page.goto(`/desk/${CENTRE}/wishes/new`);
	await fill(page, {
		心愿内容: '想要一张结实一点的凳子',
		来源: '窗口',
		对象类别: '长者',
		社区: '水均社区',
		姓名: '区永康',
		手机号: PHONE,
		住址: '样例街3号303'
	});
	await choose(page, '便民服务', '本人同意中心登记');
	await press(page, '登记');
	await expect(heading(page)).toHaveText('心愿登记好了');
	const words = await page.getByRole('region', { name: '回执' }).innerText();
	return /[2-9A-Z]{4}\s+[2-9A-Z]{4}/.exec(words)?.[0].replace(/\s/g, '') ?? '';
}
