import { expect, test } from '@playwright/test';
import { setUpLink } from '#modules/directory/server.ts';
import { table } from '../../bin/lib/access/table.ts';
import { actorFor, type Visitor } from '../../bin/lib/access/visitors.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { askFor } from '../support/asks.ts';
import { complaintsOf, inspect } from '../support/inspect.ts';
import { prepared } from '../support/prepared.ts';
import { setStage, type Stage } from '../support/stage.ts';

test.describe.configure({ mode: 'parallel' });

let app: TestApp;
let stage: Stage;

test.beforeAll(async () => {
	app = await startTestApp();
	stage = await setStage(app.db);
});
test.afterAll(() => app.stop());

/** Who looks at a page: the first of these who may. */
const viewers: Visitor[] = [
	'guest',
	'beneficiary',
	'claimer',
	'member',
	'clerk',
	'administrator',
	'gridWorker',
	'representative'
];

/** Data, files, addresses that only lead on; the components' examples have a test of their own. */
const NO_PAGE =
	/^GET (\/api\/(v1|openapi)|\/open311\/|\/files|.*\/pictures\/\[id\]|\/confirm\/\[token\]|.*\/(export|template)$|.*\.ics$|\/ui$)/;

/** Long, and the same in both modes but for the size of its text. */
const ONCE = 'GET /api/docs';

const pages = table
	.filter(({ ask }) => ask.startsWith('GET ') && !NO_PAGE.test(ask))
	.map(({ ask, rule }) => {
		const viewer = viewers.find((one) => rule.of(actorFor(one)) === 'yes') ?? 'guest';
		const route = ask.split(' ')[1] ?? '';
		const outcome = route in prepared ? 'yes' : rule.of(actorFor(viewer));
		return { ask, viewer, status: { yes: 200, signIn: 401, no: 403, hidden: 404, over: 409 }[outcome] };
	})
	// what only staff may do is done at the desk
	.filter(({ ask, viewer }) => !(ask.startsWith('GET /my/') && viewer === 'clerk'));

const refusals = [
	{ ask: 'GET /my', viewer: 'guest', status: 401 },
	{ ask: 'GET /desk/[centre]', viewer: 'guest', status: 401 },
	{ ask: 'GET /desk/[centre]', viewer: 'member', status: 404 },
	{ ask: 'GET /desk/[centre]/wishes/new', viewer: 'leader', status: 403 },
	{ ask: 'GET /desk/[centre]/wishes/[wish]/[path] · verifications', viewer: 'leader', status: 403 },
	{ ask: 'GET /my/[centre]/wishes/[wish]/[path] · claims', viewer: 'resident', status: 403 }
] as const;

for (const elder of ['off', 'on'] as const)
	for (const { ask, viewer, status } of [...pages, ...refusals].filter((one) => elder === 'off' || one.ask !== ONCE))
		test(`${ask} is a good page for ${viewer}, elder mode ${elder}${status === 200 ? '' : ` (${status})`}`, async ({
			page
		}) => {
			const session = stage.sessions[viewer];
			const [name = '', ...value] = session?.cookie.split('=') ?? [];
			await page
				.context()
				.addCookies([
					{ name: 'elder', value: elder, url: app.origin },
					...(session ? [{ name, value: value.join('='), url: app.origin }] : [])
				]);
			await prepared[ask.split(' ')[1] ?? '']?.(page, app.origin, stage);
			const { path } = await askFor(stage, ask, viewer);
			const complaints = complaintsOf(page);
			const answer = await page.goto(app.origin + path);
			expect([answer?.status(), new URL(page.url()).pathname]).toEqual([status, path.split('?')[0]]);
			await inspect(page, elder);
			expect(complaints.filter((text) => status === 200 || !text.includes(`${status}`))).toEqual([]);
		});

test('the page on which an empty installation is set up is a good page', async ({ page }) => {
	const bare = await startTestApp();
	await page.goto(bare.origin + ((await setUpLink(bare.db)) ?? ''));
	await inspect(page, 'off');
	await page.context().addCookies([{ name: 'elder', value: 'on', url: bare.origin }]);
	await page.reload();
	await inspect(page, 'on');
	await bare.stop();
});
