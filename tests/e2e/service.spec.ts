import { expect, test, type Page } from '@playwright/test';
import pg from 'pg';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { answer, findReported, nothing, referenceOn, startReporting } from '../support/reporting.ts';
import { CENTRE, choose, fill, follow, heading, press, signIn, somebody } from '../support/somebody.ts';

const UNIT = '禾木装饰工程公司';
const NAME = '简若萤';
const PHONE = '13900008111';

/** The digits on the screen at the place. */
async function shownDigits(screen: Page, shiftId: string): Promise<string> {
	await screen.goto(`/desk/${CENTRE}/attendance/${shiftId}/code`);
	return (await screen.locator('.digits').innerText()).replace(/\D/g, '');
}

/** Time passes for one shift: everything that was done there was done so much earlier. */
async function timePasses(shiftId: string, by: string): Promise<void> {
	const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
	await client.connect();
	for (const [table, ...columns] of [
		['posts.shift', 'starts_at', 'ends_at'],
		['attendance.scan', 'scanned_at', 'received_at'],
		['attendance.stay', 'came_at', 'left_at']
	] as const)
		await client.query(
			`update ${table} set ${columns.map((column) => `${column} = ${column} - $2::interval`).join(', ')}
			where ${table === 'posts.shift' ? 'id' : 'shift_id'} = $1`,
			[shiftId, by]
		);
	await client.end();
}

async function hoursUntil(shiftId: string): Promise<number> {
	const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
	await client.connect();
	const { rows } = await client.query<{ hours: number }>(
		'select extract(epoch from starts_at - now()) / 3600 as hours from posts.shift where id = $1',
		[shiftId]
	);
	await client.end();
	return Number(rows[0]?.hours);
}

async function scan(member: Page, shiftId: string, digits: string, what: '我到了' | '我走了'): Promise<void> {
	await member.goto(`/my/${CENTRE}/attendance/${shiftId}`);
	await fill(member, { 现场屏幕上的6位数字: digits });
	await member.getByRole('main').getByRole('button', { name: what, exact: true }).first().click();
	await expect(member.getByRole('status')).toContainText('记下了');
}

/** The quarter of a day half a year ago, which is over and which no report tells of yet. */
function quarterOfServing(): { period: string; words: string } {
	const day = shanghaiDate(new Date(Date.now() - DAYS_AGO * 86_400_000));
	const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
	return { period: `${day.slice(0, 4)}Q${quarter}`, words: `${day.slice(0, 4)}年第${'一二三四'[quarter - 1]}季度` };
}

const DAYS_AGO = 185;

test('a member reports in, serves, is attested, and can prove it; the unit hears of it', async ({
	browser,
	baseURL
}) => {
	test.setTimeout(180_000);
	const open = (javaScriptEnabled: boolean) => somebody(browser, baseURL ?? '', { javaScriptEnabled, elder: false });
	const [member, clerk, unit, guest] = [await open(true), await open(true), await open(true), await open(false)];

	await startReporting(member, '我来报到', PHONE);
	await answer(member, '您叫什么名字？', () => fill(member, { 姓名: NAME }));
	await answer(member, '您是哪一类党员？', () => choose(member, '在职党员'));
	await answer(member, '您在哪个单位或党支部？', () => fill(member, { 单位或党支部: UNIT }));
	await answer(member, '您住在哪个社区？', () => choose(member, '水均社区'));
	for (const question of ['您住在哪个网格？', '您有什么特长？', '您一般什么时候有空？'])
		await answer(member, question, nothing);
	await choose(member, '我同意');
	await press(member, '报到');
	await expect(member.getByRole('main')).toContainText('报到单收到了');
	const reference = await referenceOn(member);
	await signIn(clerk, 'clerk');
	await findReported(clerk, 'members', reference);
	await press(clerk, '接收选中的');
	await expect(clerk.getByRole('main')).toContainText('接收了 1 位党员');

	await member.goto(`/${CENTRE}/posts`);
	await follow(member, '垃圾分类投放点值守');
	await member.getByRole('main').getByRole('link', { name: '报名' }).first().click();
	await expect(heading(member)).toHaveText('报名这一班吗？');
	const shiftId = /shifts\/([0-9a-f-]{36})/.exec(member.url())?.[1] ?? '';
	await press(member, '报名');
	await expect(member.getByRole('status')).toContainText('报名好了');

	await timePasses(shiftId, `${await hoursUntil(shiftId)} hours`);
	await scan(member, shiftId, await shownDigits(clerk, shiftId), '我到了');
	await timePasses(shiftId, '90 minutes');
	await scan(member, shiftId, await shownDigits(clerk, shiftId), '我走了');
	await timePasses(shiftId, `${DAYS_AGO} days`);

	await clerk.goto(`/desk/${CENTRE}/attendance/${shiftId}/attest`);
	await expect(clerk.getByRole('listitem').filter({ hasText: NAME })).toContainText('到');
	await press(clerk, '认定勾上的');
	await expect(clerk.getByRole('row').filter({ hasText: NAME })).toContainText(/1小时(29|30|31)分/);

	const { period, words } = quarterOfServing();
	await member.goto(`/my/${CENTRE}/record?period=${period}`);
	await expect(member.getByRole('main')).toContainText('1.5小时');
	await follow(member, '开服务证明');
	const day = shanghaiDate(new Date(Date.now() - DAYS_AGO * 86_400_000));
	await fill(member, { 从哪一天起: `${day.slice(0, 4)}-01-01`, 到哪一天止: shanghaiDate(new Date()) });
	await press(member, '开证明');
	const paper = await member.getByRole('article', { name: '服务证明' }).innerText();
	expect(paper).toContain(NAME);
	const code = /[2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4}/.exec(paper.replace(/\s+/g, ' '))?.[0] ?? '';

	await guest.goto(`/${CENTRE}/proof`);
	await fill(guest, { 查证码: code.toLowerCase(), 证明上的姓名: NAME });
	await press(guest, '查证');
	await expect(guest.getByRole('main')).toContainText('服务1次，累计1.5小时');
	await expect(guest.getByRole('main')).toContainText('您填的姓名和证明上的一致');
	await fill(guest, { 查证码: 'K7Q2 M4XP 9T3W', 证明上的姓名: '' });
	await press(guest, '查证');
	await expect(guest.getByRole('main')).toContainText('没有查到');

	await clerk.goto(`/desk/${CENTRE}/records/reports`);
	await fill(clerk, { 起草哪个季度的: words });
	await press(clerk, '起草');
	await expect(clerk.getByRole('status')).toContainText('起草了');
	await clerk.getByRole('row').filter({ hasText: UNIT }).filter({ hasText: words }).getByRole('link').click();
	await expect(heading(clerk)).toContainText(words);
	await fill(clerk, { 社区的话: '守得认真，街坊都说好。' });
	await press(clerk, '保存');
	await press(clerk, '发给单位');
	await expect(clerk.getByRole('status')).toContainText('发出去了');
	await signIn(unit, 'unit', `/my/${CENTRE}/feedback`);
	await unit.getByRole('main').getByRole('link', { name: words }).first().click();
	await expect(unit.getByRole('main')).toContainText(NAME);
	await press(unit, '确认收到');
	await expect(unit.getByRole('status')).toContainText('已经确认收到');
	for (const context of browser.contexts()) await context.close();
});
