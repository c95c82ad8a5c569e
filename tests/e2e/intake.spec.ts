import { expect, test, type Page } from '@playwright/test';
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
	somebody
} from '../support/somebody.ts';

const DAUGHTER = '13900008101';
const CALLER = '13900008102';
const ON_PAPER = '13900008103';

test('a daughter sends a wish with a picture for her mother, without script, in elder mode', async ({
	browser,
	baseURL
}) => {
	const page = await somebody(browser, baseURL ?? '', { javaScriptEnabled: false, elder: true });
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto(`/${CENTRE}/wishes/new`);
	await fill(page, { 请写一写: '妈妈的轮椅坏了，推不动' });
	await press(page, '继续');
	await page.getByLabel('选照片').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ') });
	await press(page, '继续');
	await expect(page.getByRole('alert')).toContainText('这个文件不是图片');
	await page.getByLabel('选照片').setInputFiles(await photograph('wheelchair.jpg', 'teal'));
	await press(page, '继续');
	await choose(page, '替别人');
	await press(page, '继续');
	await choose(page, '物资帮扶');
	await press(page, '继续');
	await expect(heading(page)).toHaveText('对方住在哪个社区？');
	await choose(page, '水均社区');
	await press(page, '继续');
	await choose(page, '老人');
	await press(page, '继续');
	await fill(page, { 姓名: '苏玉兰', 住址: '样例街3号303' });
	await press(page, '继续');
	await fill(page, { 您的姓名: '陈小红', '您是对方的什么人？': '子女、媳婿' });
	await choose(page, '本人知道并同意');
	await press(page, '继续');
	await page.goBack();
	await expect(page.getByLabel('您的姓名')).toHaveValue('陈小红');
	await press(page, '继续');
	await fill(page, { 手机号: DAUGHTER });
	await choose(page, '请工作人员打电话');
	await press(page, '继续');
	await expect(heading(page)).toHaveText('请核对，写得对吗？');
	for (const words of ['1张', '替别人', '苏玉兰', '陈小红', '子女、媳婿', '同意由我代为提出'])
		await expect(page.getByRole('main')).toContainText(words);
	await page.goto(`/${CENTRE}/wishes/new/pictures`);
	const preview = page.getByRole('img', { name: '第1张' });
	const address = await preview.evaluate((image: HTMLImageElement) => image.src);
	expect((await page.request.get(address)).status()).toBe(200);
	await page.goto(`/${CENTRE}/wishes/new/check`);
	await press(page, '提交');
	await expect(heading(page)).toHaveText('您的心愿，我们已经收到');
	const reference = await referenceOn(page);
	expect(await messageTo(page.context(), DAUGHTER, /已经收到/)).toContain(reference);

	await signIn(page, 'clerk');
	await page.goto(`/desk/${CENTRE}/wishes?q=${reference}`);
	await expect(page.getByRole('main')).toContainText('本人的子女、媳婿');
	await expect(page.getByRole('img', { name: /心愿情况/ })).toBeVisible();
	await page.context().close();
});

test('a printed sheet is keyed in by its QR code, once', async ({ page }) => {
	await page.goto(`/${CENTRE}/wishes/paper?copies=2`);
	const sheets = await page.getByRole('article').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
	const serials = sheets.map((label) => label?.slice(-8) ?? '');
	expect(new Set(serials).size).toBe(2);
	await signIn(page, 'clerk');
	const entry = `/desk/${CENTRE}/wishes/new?form=${serials[0] ?? ''}`;
	await page.goto(entry);
	await expect(page.getByLabel('纸质表的表号')).toHaveValue(serials[0] ?? '');
	await fill(page, {
		心愿内容: '想请人帮忙剪头发',
		姓名: '苏玉兰',
		手机号: ON_PAPER,
		对象类别: '长者',
		来源: '楼栋长',
		社区: '水均社区'
	});
	await choose(page, '便民服务', '本人同意中心登记');
	await press(page, '登记，再登记下一个');
	await expect(page.getByText('登记好了，编号')).toBeVisible();
	await expect(page.getByLabel('来源')).toHaveValue('buildingHead');
	await page.goto(entry);
	await expect(page.getByText('已经录入过')).toContainText('不用再录');
});

test('who takes a call reads aloud, writes down, and reads the reference', async ({ page }) => {
	await signIn(page, 'clerk');
	await page.goto(`/desk/${CENTRE}/wishes/phone`);
	await expect(page.getByRole('main')).toContainText('您好，这里是');
	await fill(page, {
		心愿内容: '楼道的灯不亮，想请人看看',
		姓名: '欧阳梅',
		回电的手机号: CALLER,
		对象类别: '长者',
		社区: '水均社区'
	});
	await choose(page, '便民服务');
	await press(page, '登记，看编号');
	await expect(page.getByRole('alert')).toContainText('请勾选“本人同意登记”');
	await choose(page, '对方在电话里说了同意');
	await press(page, '登记，看编号');
	await expect(heading(page)).toHaveText('心愿登记好了');
	const reference = await referenceOn(page);
	expect(await messageTo(page.context(), CALLER, /已经收到/)).toContain(reference);
	await follow(page, '打开这个心愿');
	for (const words of ['来电', '来电时间', '电话里同意', '工作人员 何晓彤'])
		await expect(page.getByRole('main')).toContainText(words);
});

const referenceOn = async (page: Page): Promise<string> =>
	/[2-9A-Z]{4}\s+[2-9A-Z]{4}/.exec(await page.getByRole('main').innerText())?.[0].replace(/\s/g, '') ?? '';
