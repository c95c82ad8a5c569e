import { expect, test } from '@playwright/test';
import { table } from '../../bin/lib/access/table.ts';
import { actorFor, visitorNames, type Visitor } from '../../bin/lib/access/visitors.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { askFor, type Ask } from '../support/asks.ts';
import { setStage, type Stage } from '../support/stage.ts';

test.describe.configure({ mode: 'default' });

let app: TestApp;
let stage: Stage;

test.beforeAll(async () => {
	app = await startTestApp();
	stage = await setStage(app.db);
});
test.afterAll(() => app.stop());

for (const [part, entries] of Map.groupBy(table, (entry) => entry.part))
	test(`everybody is answered as the policies say: ${part}`, async () => {
		const wrong: string[] = [];
		for (const { ask, rule } of entries)
			await Promise.all(
				visitorNames.map(async (visitor) => {
					const [expected, answered] = [rule.of(actorFor(visitor)), await outcomeFor(ask, visitor)];
					if (answered !== expected) wrong.push(`${ask}: ${visitor} is answered “${answered}”, not “${expected}”`);
				})
			);
		expect(wrong).toEqual([]);
	});

/** Refusals of the content, which come after that of the person; other refusals of the content fail the test. */
const BEYOND: Record<string, number> = {
	'POST /desk/[centre]/ledger/imports': 422,
	'POST /desk/[centre]/members/imports': 422,
	'POST /desk/[centre]/check-ins/members/imports': 422,
	'POST /sign-in?/password': 422,
	'POST /sign-in/code?/verify': 422,
	'POST /sign-in/two-factor': 409,
	'POST /my/security/password': 422,
	'POST /my/security/two-factor?/start': 422,
	'POST /my/security/two-factor?/confirm': 409
};

async function outcomeFor(entry: string, visitor: Visitor): Promise<string> {
	const status = await statusOf(await askFor(stage, entry, visitor));
	if (status < 400 || status === BEYOND[entry]) return 'yes';
	return { 401: 'signIn', 403: 'no', 404: 'hidden', 409: 'over' }[status] ?? `answered with ${status}`;
}

async function statusOf({ method, path, session, form, json }: Ask): Promise<number> {
	const body = json ? JSON.stringify(json) : form && new URLSearchParams(form);
	const answer = await fetch(app.origin + path, {
		method,
		redirect: 'manual',
		headers: {
			accept: json ? 'application/json' : 'text/html',
			origin: app.origin,
			...(session &&
				(path.startsWith('/api/') ? { authorization: `Bearer ${session.token}` } : { cookie: session.cookie })),
			...(json && { 'content-type': 'application/json' })
		},
		...(body === undefined ? {} : { body })
	});
	// events would come as long as one listens
	const isEndless = answer.headers.get('content-type')?.startsWith('text/event-stream');
	await (isEndless ? answer.body?.cancel() : answer.arrayBuffer());
	return answer.status;
}
