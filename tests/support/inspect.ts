import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Collects what a page complains about: errors of its scripts, files that are not there, what the policy for content forbids. */
export function complaintsOf(page: Page): string[] {
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
	});
	return complaints;
}

/** What holds for every page, in both modes: language, title, one heading, no barrier, nothing beside the screen at 320 px. */
export async function inspect(page: Page, elder: 'on' | 'off'): Promise<void> {
	const html = page.locator('html');
	await expect(html).toHaveAttribute('lang', 'zh-CN');
	await expect(html).toHaveAttribute('data-elder', elder);
	await expect(page).toHaveTitle(/\p{Script=Han}/u);
	await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
	await page.setViewportSize({ width: 320, height: 800 });
	expect(await page.evaluate(beside), 'wider than the screen').toEqual([]);
	if (elder === 'off') await page.setViewportSize({ width: 1280, height: 900 });
	// our pages have no frames: without the care for those, and without what passed, it takes a third of the time
	const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
	const { violations } = await axe.analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
	).toEqual([]);
	expect(await page.locator(`form:not(${SENDABLE})`).count(), 'a form that only script could send').toBe(0);
}

/** By a button; a search by Enter. */
const SENDABLE = ':has(button:not([type="button"])), [role="search"]';

/** What sticks out, when the page scrolls sideways; what scrolls within a box of its own does not. */
function beside(): string[] {
	if (document.documentElement.scrollWidth <= innerWidth) return [];
	return [...document.querySelectorAll<HTMLElement>('body *')]
		.filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
		.map((element) => element.outerHTML.slice(0, 120))
		.slice(0, 5)
		.concat(`${document.documentElement.scrollWidth} px`);
}
