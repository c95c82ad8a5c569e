import { expect, test, type Page } from '@playwright/test';
import { CENTRE, choose, fill, follow, heading, messageTo, press, signIn } from '../support/somebody.ts';

const REJECTED = '13900008003';
const REOPENED = '13900008004';

test('a clerk takes a wish down for somebody and refuses it: they are told why, and where to go instead', async ({
	page
}) => {
	await signIn(page, 'clerk');
	const reference = await collect(page, REJECTED, '家里欠了债，想请中心帮忙还一点');
	await follow(page, '打开这个心愿');
	await follow(page, '不予受理');
	await choose(page, '现金、债务、彩票');
	await fill(page, { 内部备注: '已经介绍了民政窗口' });
	await press(page, '不予受理');
	await expect(page.getByText('已经记为不予受理')).toBeVisible();
	await expect(page.getByRole('region', { name: '现在' })).toContainText('现金、债务、彩票');
	const told = await messageTo(page.context(), REJECTED, /不能办理/);
	expect(told).toContain(reference);
	expect(told).toContain('民政窗口申请救助');
	expect(told).not.toContain('已经介绍了');
});

test('somebody sends the work back by the link of their message, and the claimers read why', async ({
	page,
	browser
}) => {
	await signIn(page, 'clerk');
	await collect(page, REOPENED, '厨房的水龙头漏水，想请人修一修');
	await follow(page, '打开这个心愿');
	await follow(page, '记录核实');
	await choose(page, '电话核实', '情况属实');
	await press(page, '记录核实');
	await follow(page, '发布');
	await choose(page, '当面同意', '本人说', '我看过了');
	await press(page, '发布');
	await follow(page, '认领');
	await fill(page, { '谁来认领？先查找': '社区' });
	await press(page, '查找');
	await page.getByRole('main').getByRole('radio').first().check();
	await press(page, '认领');
	await follow(page, '开始实施');
	await press(page, '开始实施');
	await follow(page, '提交验收');
	await fill(page, { 完成情况: '换了垫圈，不漏了' });
	await press(page, '提交验收');
	await expect(page.getByText('已经提交验收')).toBeVisible();

	const person = await (await browser.newContext()).newPage();
	await sendBack(person, await messageTo(page.context(), REOPENED, /已经做好/));
	await page.reload();
	await expect(page.getByRole('region', { name: '现在' })).toContainText('实施中');
	await expect(page.getByRole('main')).toContainText('关紧了还在滴水');
	await person.context().close();
});

/** The one dense page of the desk. Returns the reference that is read aloud to the person. */
async function collect(page: Page, phone: string, told: string): Promise<string> {
	await page.goto(`/desk/${CENTRE}/wishes/new`);
	await fill(page, {
		心愿内容: told,
		来源: '窗口',
		对象类别: '长者',
		社区: '水均社区',
		姓名: '欧阳梅',
		手机号: phone,
		住址: '样例街2号202'
	});
	await choose(page, '便民服务', '本人同意中心登记');
	await press(page, '登记');
	await expect(heading(page)).toHaveText('心愿登记好了');
	const words = await page.getByRole('region', { name: '回执' }).innerText();
	return /[2-9A-Z]{4}\s+[2-9A-Z]{4}/.exec(words)?.[0].replace(/\s/g, '') ?? '';
}

async function sendBack(page: Page, message: string): Promise<void> {
	await page.goto(/\/confirm\/[\w-]+/.exec(message)?.[0] ?? '');
	await fill(page, { '6位确认码': '000000' });
	await press(page, '继续');
	await expect(page.getByRole('alert')).toContainText('确认码不对');
	await fill(page, { '6位确认码': /确认码 (\d{6})/.exec(message)?.[1] ?? '' });
	await press(page, '继续');
	await follow(page, '还没做好，退回去');
	await fill(page, { 请写一写: '关紧了还在滴水' });
	await press(page, '退回去，请他们再做');
	await expect(heading(page)).toHaveText('已经退回去，请他们再做');
}
