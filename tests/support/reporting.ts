import { expect, type Page } from '@playwright/test';
import { CENTRE, fill, follow, heading, messageTo, press } from './somebody.ts';

/** From the public page to the first question of reporting in, by a phone and the code in its message. */
export async function startReporting(page: Page, what: string, phone: string): Promise<void> {
	await page.goto(`/${CENTRE}`);
	await page.getByRole('link', { name: '来报到' }).first().click();
	await expect(heading(page)).toHaveText('来报到');
	await follow(page, what);
	await fill(page, { 手机号: phone });
	await press(page, '获取验证码');
	await expect(page.getByLabel('验证码').first()).toBeVisible();
	const code = /验证码是 (\d{6})/.exec(await messageTo(page.context(), phone, /验证码/))?.[1] ?? '';
	await fill(page, { 验证码: code });
	await press(page, '登录');
}

/** Each answer belongs to the question that is the heading. */
export async function answer(page: Page, question: string, give: () => Promise<void>): Promise<void> {
	await expect(heading(page)).toHaveText(question);
	await give();
	await press(page, '继续');
}

export const nothing = async () => undefined;

export const referenceOn = async (page: Page): Promise<string> =>
	/编号\s*([2-9A-Z]{4} [2-9A-Z]{4})/.exec(await page.getByRole('main').innerText())?.[1] ?? '';

/** Opens the list of check-ins at the desk where this reference is. */
export async function findReported(clerk: Page, list: 'members' | 'organisations', reference: string): Promise<void> {
	await clerk.goto(`/desk/${CENTRE}/check-ins/${list}`);
	await clerk.getByRole('main').getByLabel('查找').fill(reference);
	await press(clerk, '查找');
	await expect(clerk).toHaveURL(/[?&]q=/);
	await expect(clerk.getByRole('main').getByRole('row')).toHaveCount(2);
}
