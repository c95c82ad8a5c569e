import { expect, test, type Browser } from '@playwright/test';
import { complaintsOf, inspect } from '../support/inspect.ts';
import { CENTRE, signIn, somebody } from '../support/somebody.ts';

test.describe.configure({ mode: 'parallel' });

interface Visit {
	/** A name of sign-ins.json; nobody is a guest. */
	by?: string;
	path: string;
	/** Goes on from there by the first link to an address that begins like this. */
	then?: string;
}

const desk = `/desk/${CENTRE}`;

/** Pages that grow with what is in them, as full as they are in the sample. */
const visits: Visit[] = [
	{ path: `/${CENTRE}` },
	...['open', 'underway', 'fulfilled', 'all'].map((part) => ({ path: `/${CENTRE}/wishes?part=${part}` })),
	{ path: `/${CENTRE}/wishes?part=open`, then: `/${CENTRE}/wishes/0` },
	{ path: `/${CENTRE}/wishes?part=fulfilled`, then: `/${CENTRE}/wishes/0` },
	{ path: `/${CENTRE}/figures` },
	{ path: `/${CENTRE}/figures?year=2021` },
	{ path: `/${CENTRE}/figures/rows?year=2021&kind=project&measure=completed` },
	{ by: 'member', path: '/my' },
	{ by: 'member', path: '/my', then: `/my/${CENTRE}/wishes/` },
	{ by: 'unit', path: '/my' },
	{ by: 'clerk', path: desk },
	...['collected', 'published', 'submitted'].map((state) => ({ by: 'clerk', path: `${desk}/wishes?state=${state}` })),
	{ by: 'clerk', path: `${desk}/wishes?state=implementing`, then: `${desk}/wishes/0` },
	{ by: 'clerk', path: `${desk}/ledger?year=2021` },
	{ by: 'clerk', path: `${desk}/members` },
	{ by: 'clerk', path: `${desk}/organisations` },
	{ by: 'clerk', path: `${desk}/places` },
	{ by: 'leader', path: desk },
	{ by: 'district', path: desk },
	{ by: 'grid', path: `${desk}/wishes?state=verifying`, then: `${desk}/wishes/0` },
	{ by: 'auditor', path: `${desk}/audit` },
	{ by: 'auditor', path: `${desk}/audit/openings` },
	{ by: 'admin', path: `${desk}/staff` },
	{ by: 'admin', path: `${desk}/operations` }
];

type Cookies = Parameters<ReturnType<Browser['contexts']>[number]['addCookies']>[0];
const signedIn = new Map<string, Promise<Cookies>>();

/** Each signs in once in each worker. */
async function cookiesOf(browser: Browser, baseURL: string, by: string): Promise<Cookies> {
	const page = await somebody(browser, baseURL, { javaScriptEnabled: false, elder: false });
	await signIn(page, by);
	const cookies = await page.context().cookies();
	await page.context().close();
	return cookies.filter(({ name }) => name !== 'elder');
}

for (const elder of ['off', 'on'] as const)
	for (const { by, path, then } of visits)
		test(`${path}${then ? ' and on' : ''} is a good page for ${by ?? 'a guest'}, elder mode ${elder}`, async ({
			browser,
			page,
			baseURL
		}) => {
			if (by !== undefined) {
				if (!signedIn.has(by)) signedIn.set(by, cookiesOf(browser, baseURL ?? '', by));
				await page.context().addCookies((await signedIn.get(by)) ?? []);
			}
			await page.context().addCookies([{ name: 'elder', value: elder, url: baseURL ?? '' }]);
			const complaints = complaintsOf(page);
			const answer = await page.goto(path);
			expect(answer?.status()).toBe(200);
			if (then) await page.goto((await page.locator(`main a[href^="${then}"]`).first().getAttribute('href')) ?? '');
			await inspect(page, elder);
			expect(complaints).toEqual([]);
		});

test('the ledger prints on one sheet, A4 across, with all its columns', async ({ page }) => {
	await signIn(page, 'clerk');
	await page.goto(`${desk}/ledger?state=submitted`);
	const rows = await page.getByRole('row').count();
	expect(rows).toBeGreaterThan(3);
	await page.emulateMedia({ media: 'print' });
	// the width of the sheet between its margins of 10 mm, in pixels of 1/96 inch
	await page.setViewportSize({ width: 1047, height: 700 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
	const [, width = '', height = ''] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
	expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
});
