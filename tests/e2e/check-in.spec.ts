import { expect, test } from '@playwright/test';
import { answer, findReported, nothing, referenceOn, startReporting } from '../support/reporting.ts';
import { CENTRE, choose, fill, follow, heading, press, signIn, somebody } from '../support/somebody.ts';

test('an organisation that nobody knew reports in, is accepted, and gets its receipt', async ({ browser, baseURL }) => {
	test.setTimeout(120_000);
	const mode = { javaScriptEnabled: true, elder: false };
	const [contact, clerk] = [await somebody(browser, baseURL ?? '', mode), await somebody(browser, baseURL ?? '', mode)];
	const phone = '13900008101';
	const unit = '梅影文化传播公司';
	await startReporting(contact, '单位报到', phone);
	await press(contact, '继续');
	await expect(contact.getByRole('alert')).toContainText('请填写单位名称');
	await answer(contact, '您是哪个单位的？', () => fill(contact, { 单位名称: unit }));
	await answer(contact, '是哪一类单位？', () => choose(contact, '两新组织'));
	await answer(contact, '向哪里报到？', () => choose(contact, '杨箕社区'));
	await answer(contact, '能提供哪些服务？', () => choose(contact, '文化宣传', '环境整治'));
	await answer(contact, '还能提供什么资源？', () => fill(contact, { 能提供的资源: '会议室一间' }));
	await answer(contact, '联系人叫什么名字？', () => fill(contact, { 联系人姓名: '谢家明' }));
	await expect(contact.getByRole('main')).toContainText('文化宣传');
	await choose(contact, '我受单位委托');
	await press(contact, '报到');
	await expect(contact.getByRole('status')).toContainText('报到单收到了');
	const reference = await referenceOn(contact);

	await signIn(clerk, 'clerk');
	await findReported(clerk, 'organisations', reference);
	await follow(clerk, unit);
	await follow(clerk, '接收');
	await press(clerk, '接收');
	await expect(clerk.getByRole('status')).toContainText('已经接收');
	await expect(clerk.getByRole('region', { name: '单位报到单' })).toContainText('回执');

	await contact.reload();
	await expect(contact.getByRole('region', { name: '单位报到单' })).toContainText('回执');
	await expect(contact.getByRole('link', { name: '确认仍在服务' })).toBeVisible();
	await contact.goto(`/${CENTRE}/check-in?reference=${reference.replace(' ', '').toLowerCase()}`);
	await expect(contact.getByRole('main')).toContainText('已报到');
	await expect(contact.getByRole('main')).not.toContainText(unit);
	for (const context of browser.contexts()) await context.close();
});

test('a member reports in without script, is accepted with others, and moves to another community', async ({
	browser,
	baseURL
}) => {
	test.setTimeout(120_000);
	const [member, clerk] = [
		await somebody(browser, baseURL ?? '', { javaScriptEnabled: false, elder: true }),
		await somebody(browser, baseURL ?? '', { javaScriptEnabled: false, elder: false })
	];
	const phone = '13900008102';
	await startReporting(member, '我来报到', phone);
	await answer(member, '您叫什么名字？', () => fill(member, { 姓名: '蓝若溪' }));
	await answer(member, '您是哪一类党员？', () => choose(member, '在职党员'));
	await answer(member, '您在哪个单位或党支部？', () => fill(member, { 单位或党支部: '外地的一家公司' }));
	await answer(member, '您住在哪个社区？', () => choose(member, '杨箕社区'));
	await answer(member, '您住在哪个网格？', nothing);
	await answer(member, '您有什么特长？', () => choose(member, '水电维修', '摄影'));
	await answer(member, '您一般什么时候有空？', () => choose(member, '周六上午'));
	await expect(heading(member)).toHaveText('都对吗？');
	await expect(member.getByRole('main')).toContainText('水电维修、摄影');
	// an answer can be changed without losing the others
	await member.getByRole('button', { name: '更改姓名' }).click();
	await answer(member, '您叫什么名字？', () => fill(member, { 姓名: '蓝若兰' }));
	for (const question of ['您是哪一类党员？', '您在哪个单位或党支部？', '您住在哪个社区？', '您住在哪个网格？'])
		await answer(member, question, nothing);
	await answer(member, '您有什么特长？', nothing);
	await answer(member, '您一般什么时候有空？', nothing);
	await choose(member, '我同意');
	await press(member, '报到');
	await expect(member.getByRole('main')).toContainText('报到单收到了');
	const reference = await referenceOn(member);

	await signIn(clerk, 'clerk');
	await findReported(clerk, 'members', reference);
	await expect(clerk.getByRole('row').filter({ hasText: '蓝若兰' })).toContainText('待接收');
	await press(clerk, '接收选中的');
	await expect(clerk.getByRole('main')).toContainText('接收了 1 位党员');

	await member.reload();
	await expect(member.getByRole('region', { name: '党员报到单' })).toContainText('回执');
	await follow(member, '转到别的社区');
	await member.getByRole('radio').first().check();
	await fill(member, { 原因: '搬家了' });
	await press(member, '转到别的社区');
	await expect(member.getByRole('main')).toContainText('已经转好');
	for (const context of browser.contexts()) await context.close();
});
