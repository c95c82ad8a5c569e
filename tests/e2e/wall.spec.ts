import { expect, test, type Browser, type Page } from '@playwright/test';
import { act } from '#modules/wishes/server.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { complaintsOf } from '../support/inspect.ts';
import { setStage, type Stage } from '../support/stage.ts';

test.describe.configure({ mode: 'default' });

let app: TestApp;
let stage: Stage;

test.beforeAll(async () => {
	app = await startTestApp();
	stage = await setStage(app.db);
});
test.afterAll(() => app.stop());

const TITLE = '想换一盏亮一点的灯';
const wall = (path = '') => `${app.origin}/here/wishes${path}`;

/** The claim is made by this process, on the same database: the application is told by nobody. */
const claim = (wishId: string) =>
	act('claim', stage.as('claimer'), {
		centreId: stage.here.id,
		wishId,
		claimer: { kind: 'member', id: stage.scopes.claimer }
	});

async function listening(browser: Browser, path: string): Promise<Page> {
	const page = await browser.newPage();
	await page.clock.install();
	const heard = page.waitForResponse((answer) => answer.url().includes('/wishes/events'));
	await page.goto(wall(path));
	expect((await heard).status()).toBe(200);
	return page;
}

const cardOf = (page: Page, wishId: string) =>
	page.getByRole('listitem').filter({ has: page.locator(`a[href$="/wishes/${wishId}"]`) });

test('a claim appears within a second on every open wall, without a reload', async ({ browser }) => {
	const wishId = await stage.freshWish('published');
	const walls = [await listening(browser, '?part=open'), await listening(browser, '?part=all')];
	const complaints = walls.flatMap((page) => complaintsOf(page));
	for (const page of walls) {
		await expect(cardOf(page, wishId)).toContainText('还差 1 位认领人');
		await page.evaluate(() => (document.body.dataset['same'] = 'page'));
	}
	const count = walls[0]?.locator('[data-open]');
	const before = Number(await count?.textContent());
	await claim(wishId);
	await Promise.all(
		walls.map(async (page) => {
			await expect(cardOf(page, wishId)).toContainText('认领人齐了', { timeout: 1000 });
			await expect(cardOf(page, wishId).getByRole('link', { name: '我来认领' })).toBeHidden();
			await expect(page.getByRole('status')).toContainText(`刚刚有人认领：${TITLE}`);
			expect(await page.evaluate(() => document.body.dataset['same'])).toBe('page');
		})
	);
	await expect(count as NonNullable<typeof count>).toHaveText(String(before - 1));
	// where it is only shown what can be claimed it goes, after it has been read
	await walls[0]?.clock.fastForward(8000);
	await expect(cardOf(walls[0] as Page, wishId)).toHaveCount(0);
	expect(complaints).toEqual([]);
	for (const page of walls) await page.close();
});

test('a page from the cache has missed nothing, and a new wish is offered, not thrown in', async ({ browser }) => {
	const first = await stage.freshWish('published');
	await fetch(wall('?part=open')); // fills the cache
	await claim(first);
	const page = await listening(browser, '?part=open');
	await expect(cardOf(page, first).filter({ hasText: '还差' })).toHaveCount(0, { timeout: 1000 });
	const cards = await page.getByRole('main').getByRole('listitem').count();
	await stage.freshWish('published');
	const offer = page.getByRole('link', { name: '有新心愿，点这里看看' });
	await expect(offer).toBeVisible({ timeout: 1000 });
	expect(await page.getByRole('main').getByRole('listitem').count()).toBe(cards);
	await offer.click();
	await expect(page).toHaveURL(/\/here\/wishes\?part=open/);
	await page.close();
});

test('without script the wall, its search and the stories are plain pages', async ({ browser }) => {
	await stage.freshWish('published');
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(wall());
	await page.getByLabel('找什么').fill('一盏亮');
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByRole('link', { name: TITLE, exact: true }).first()).toBeVisible();
	await page.getByLabel('找什么').fill('没有人写过的词');
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByText('这样没有找到')).toBeVisible();
	await expect(page.getByLabel('找什么')).toHaveValue('没有人写过的词');
	await page.goto(wall('/stories'));
	await expect(page.getByRole('link', { name: TITLE, exact: true }).first()).toBeVisible();
	await page.goto(wall('/hall'));
	await expect(page.locator('meta[http-equiv="refresh"]')).toHaveAttribute('content', /^20;url=.*page=1$/);
	await context.close();
});

test('before and after are two pictures, and one with a slider', async ({ browser }) => {
	const wishId = stage.wish('accepted');
	const of = { centre_id: stage.here.id, wish_id: wishId, position: 1, description: '原来的灯' };
	await app.db.updateTable('files.picture').set({ public: true }).where('id', '=', stage.pictures.private).execute();
	await app.db
		.insertInto('wishes.wish_picture')
		.values({ ...of, picture_id: stage.pictures.private, stage: 'before' })
		.execute();
	const page = await browser.newPage();
	const slider = page.getByRole('slider', { name: new RegExp(TITLE) });
	// the page that was looked at a moment ago is still shown for that moment
	await expect(async () => {
		await page.goto(wall('/stories'));
		await expect(slider).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 5000 });
	await slider.focus();
	await page.keyboard.press('End');
	await expect(page.locator('.after').first()).toHaveCSS('clip-path', /100%/);
	await page.close();
	const plain = await browser.newContext({ javaScriptEnabled: false });
	const plainPage = await plain.newPage();
	await plainPage.goto(wall(`/${wishId}`));
	for (const words of ['之前', '之后']) await expect(plainPage.getByText(words, { exact: true })).toBeVisible();
	await expect(plainPage.getByRole('slider')).toHaveCount(0);
	await plain.close();
});

test('the screen in the hall says what happens, and turns its pages by itself', async ({ browser }) => {
	const wishId = await stage.freshWish('published');
	const page = await listening(browser, '/hall');
	const complaints = complaintsOf(page);
	await expect(page.locator('section:visible')).toHaveAccessibleName(/第1页/);
	await claim(wishId);
	await expect(page.getByRole('status')).toHaveText(`刚刚有人认领：${TITLE}`, { timeout: 1000 });
	await expect(page.locator('[data-clock]')).toHaveText(/\d{2}:\d{2}/);
	await page.clock.fastForward(20_000);
	await expect(page.locator('section:visible')).toHaveAccessibleName(/第2页/);
	expect(complaints).toEqual([]);
	await page.close();
});

test('the poster is one sheet of A4, and its code leads to the wish', async ({ browser }) => {
	const wishId = await stage.freshWish('published');
	const page = await browser.newPage();
	await page.goto(wall(`/${wishId}`));
	await page.getByRole('link', { name: '打印海报' }).click();
	await expect(page.getByRole('img', { name: '扫码看这个心愿' })).toBeVisible();
	await expect(page.getByRole('article', { name: '海报' })).toContainText('020-00000000');
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
	expect(
		/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/
			.exec(pdf)
			?.slice(1)
			.map((side) => Math.round(Number(side)))
	).toEqual([595, 842]);
	await page.close();
});

test('a page that is passed on has a title, words, a picture and one address, all absolute', async ({ page }) => {
	for (const path of ['', '/stories', `/${stage.wish('published')}`]) {
		await page.goto(wall(path));
		const content = (name: string) => page.locator(`meta[property="${name}"]`).getAttribute('content');
		expect(await content('og:title')).toMatch(/\p{Script=Han}/u);
		expect(await content('og:description')).toMatch(/\p{Script=Han}/u);
		const picture = await content('og:image');
		expect(picture).toMatch(new RegExp(`^${app.origin}/`));
		const answer = await page.request.get(picture ?? '');
		expect([answer.status(), answer.headers()['content-type']]).toEqual([200, expect.stringMatching(/^image\//)]);
		expect(await page.locator('link[rel="canonical"]').getAttribute('href')).toBe(await content('og:url'));
	}
});
