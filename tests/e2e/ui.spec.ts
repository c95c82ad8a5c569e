import { readdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const components = readdirSync(new URL('../../src/ui', import.meta.url), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('Examples.svelte'))
	.map((file) => file.split(/[\\/]/)[0] ?? file)
	.sort();

test.describe.configure({ mode: 'parallel' });

for (const mode of ['off', 'on']) {
	test.describe(`elder mode ${mode}`, () => {
		test.beforeEach(async ({ context, baseURL }) => {
			await context.addCookies([{ name: 'elder', value: mode, url: baseURL ?? '' }]);
		});

		for (const component of components) {
			test(`${component} is accessible and holds at 320 px`, async ({ page }) => {
				await page.setViewportSize({ width: 320, height: 800 });
				await page.goto(`/ui?component=${component}`);
				await expect(page.locator('html')).toHaveAttribute('data-elder', mode);
				const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
				expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
				expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
				expect(await page.evaluate(tooSmall)).toEqual([]);
			});
		}
	});
}

test('a refused form moves to its summary, which leads to the field', async ({ page }) => {
	await page.goto('/ui?component=form', { waitUntil: 'networkidle' });
	await page.getByRole('button', { name: '提交' }).click();
	await expect(page.locator('#error-summary')).toBeFocused();
	await page.getByRole('link', { name: '请填写您的称呼' }).click();
	await expect(page.getByLabel('怎么称呼您？')).toBeFocused();
});

test('a second click while the answer is on its way sends nothing', async ({ page }) => {
	let posts = 0;
	await page.route('**/ui**', async (route) => {
		if (route.request().method() !== 'POST') return route.continue();
		posts += 1;
		await new Promise((done) => setTimeout(done, 300));
		await route.continue();
	});
	await page.goto('/ui?component=form', { waitUntil: 'networkidle' });
	await page.getByRole('button', { name: '提交' }).dblclick();
	await expect(page.locator('#error-summary')).toBeVisible();
	expect(posts).toBe(1);
});

test('the slash key moves to the search of the desk', async ({ page }) => {
	await page.goto('/ui?component=desk-shell', { waitUntil: 'networkidle' });
	await page.keyboard.press('/');
	await expect(page.getByLabel('查找')).toBeFocused();
});

test('a dialog opens, closes with Escape and gives the focus back', async ({ page }) => {
	await page.goto('/ui?component=dialog', { waitUntil: 'networkidle' });
	const opener = page.getByRole('link', { name: '打开对话框' });
	await opener.press('Enter');
	await expect(page.getByRole('dialog', { name: '确定撤回吗？' })).toBeVisible();
	expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([]);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(opener).toBeFocused();
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('a refused form is a page with the summary and what was typed', async ({ page }) => {
		await page.goto('/ui?component=form');
		await page.getByLabel('怎么称呼您？').fill('张');
		await page.getByRole('button', { name: '提交' }).click();
		await expect(page.getByRole('alert')).toContainText('请填写您的称呼');
		await expect(page.getByLabel('怎么称呼您？')).toHaveValue('张');
	});

	test('no button is shown that only script can serve', async ({ page }) => {
		await page.goto('/ui?component=print-button');
		await expect(page.getByRole('button', { name: '打印' })).toHaveCount(0);
	});
});

/** Targets lower than 44 px, or 60 px in elder mode. A box is as large as the label around it. */
function tooSmall(): string[] {
	const least = document.documentElement.dataset.elder === 'on' ? 60 : 44;
	return [...document.querySelectorAll<HTMLElement>('main :is(a, button, input, select, textarea, summary)')]
		.map((target) => ({ target, box: (target.closest('label') ?? target).getBoundingClientRect() }))
		.filter(({ box }) => box.width > 1 && box.height > 1 && box.height < least)
		.map(({ target, box }) => `${target.outerHTML.slice(0, 80)} ${box.height}`);
}
