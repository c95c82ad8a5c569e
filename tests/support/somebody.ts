import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { totpNow } from '#modules/identity/server.ts';
import { TWO_FACTOR_SECRET } from '../../samples/accounts.ts';
import signIns from '../../samples/sign-ins.json' with { type: 'json' };

export const CENTRE = 'meihuacun';

export interface Mode {
	javaScriptEnabled: boolean;
	elder: boolean;
}

/** A browser of somebody's own: their cookies, their page. */
export async function somebody(browser: Browser, baseURL: string, { javaScriptEnabled, elder }: Mode): Promise<Page> {
	const context = await browser.newContext({ baseURL, javaScriptEnabled });
	await context.addCookies([{ name: 'elder', value: elder ? 'on' : 'off', url: baseURL }]);
	context.setDefaultTimeout(20_000);
	return context.newPage();
}

/** Signs in with the name and password that the start prints; the administrator with the number of the app, too. */
export async function signIn(page: Page, username: string, back = '/my'): Promise<void> {
	const password = signIns.find((known) => known.username === username)?.password ?? '';
	await page.goto(`/sign-in?${new URLSearchParams({ way: 'password', back })}`);
	await fill(page, { 用户名: username, 密码: password });
	await press(page, '登录');
	if (username === 'admin') {
		await fill(page, { 动态码或备用码: totpNow(TWO_FACTOR_SECRET) });
		await press(page, '登录');
	}
	await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Types into the fields with these labels. A field that takes one of several is given the words of the choice. */
export async function fill(page: Page, values: Record<string, string>): Promise<void> {
	for (const [label, value] of Object.entries(values)) {
		const field = page.getByLabel(label).first();
		if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption({ label: value });
		else await field.fill(value);
	}
}

/** Ticks boxes and chooses radios, by the beginning of their words. */
export async function choose(page: Page, ...labels: string[]): Promise<void> {
	for (const label of labels) await page.getByLabel(new RegExp(`^\\s*${RegExp.escape(label)}`)).check();
}

export const press = (page: Page, name: string): Promise<void> =>
	page.getByRole('main').getByRole('button', { name, exact: true }).click();

export const follow = (page: Page, name: string): Promise<void> =>
	page.getByRole('main').getByRole('link', { name, exact: true }).first().click();

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

/** The newest text that was sent to a phone, as the outbox of the sample shows it. */
export async function messageTo(context: BrowserContext, phone: string, about: RegExp): Promise<string> {
	const outbox = await context.newPage();
	await outbox.goto('/outbox');
	const texts = await outbox
		.getByRole('listitem')
		.filter({ hasText: phone.slice(-4) })
		.filter({ hasText: about })
		.allInnerTexts();
	await outbox.close();
	expect(texts[0], `a message to ${phone}`).toBeDefined();
	return texts[0] ?? '';
}

/** A photograph, as far as the server can tell. */
export async function photograph(name: string, background: string) {
	const picture = sharp({ create: { width: 640, height: 480, channels: 3, background } });
	return { name, mimeType: 'image/jpeg', buffer: await picture.jpeg().toBuffer() };
}
