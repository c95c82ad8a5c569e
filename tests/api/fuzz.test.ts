import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { actionAt } from '#modules/wishes/index.ts';
import { createApi } from '#src/http/api.ts';
import { kindFor, stateFor } from '../../bin/lib/access/rules.ts';
import { visitorNames, type Visitor } from '../../bin/lib/access/visitors.ts';
import { junk, nearlyValid, type Known } from '../support/arbitrary.ts';
import { testDatabase } from '../support/database.ts';
import { operationsOf, type Operation } from '../support/operations.ts';
import { setStage } from '../support/stage.ts';

const { db } = await testDatabase();
const stage = await setStage(db);
// everything there is, asked in a few seconds: whoever does that is told to slow down, which is tested elsewhere
const api = createApi({ database: () => db, count: () => Promise.resolve() });
const operations = await operationsOf(api);

const wishes = (
	['collected', 'verifying', 'published', 'claimed', 'implementing', 'submitted', 'accepted'] as const
).map((state) => stage.wish(state));
const known: Known = {
	ids: [...wishes, ...Object.values(stage.scopes), stage.here.communityId, stage.pictures.private]
};

const HERE = { host: 'meihua.test', 'x-forwarded-proto': 'http', 'x-client-ip': '203.0.113.9' };

interface Sent {
	visitor: Visitor;
	path: string;
	body?: string;
	headers?: Record<string, string>;
}

async function send({ method }: Operation, { visitor, path, body, headers = {} }: Sent): Promise<Response> {
	const session = stage.sessions[visitor];
	const authorization: Record<string, string> = session ? { authorization: `Bearer ${session.token}` } : {};
	return api.request(path, {
		method,
		headers: { ...HERE, ...authorization, ...(body === undefined ? {} : JSON_TYPE), ...headers },
		...(body === undefined ? {} : { body })
	});
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Events come as long as one listens. */
const isEndless = ({ headers }: Response): boolean => !!headers.get('content-type')?.startsWith('text/event-stream');

/** Whatever was asked, the answer is one of ours: never a failure, and what is refused is refused with a sentence. */
async function expectOurs(answer: Response): Promise<void> {
	if (isEndless(answer)) return answer.body?.cancel();
	const text = await answer.text();
	expect(answer.status, text).toBeLessThan(500);
	if (answer.ok) return;
	const { error } = JSON.parse(text) as { error: { message: string; issues: { message: string }[] } };
	for (const { message } of [error, ...error.issues]) expect(message).toMatch(/\p{Script=Han}.*/u);
}

const segment = (...right: string[]) =>
	fc.oneof(
		{ arbitrary: fc.constantFrom(...right), weight: 6 },
		{ arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).map(encodable), weight: 1 },
		{ arbitrary: fc.constantFrom('%00', '%E4', '..', 'null', newId(), newId().toUpperCase()), weight: 1 }
	);

/** Anything as it could stand in an address: an object without a prototype has no text of its own. */
const encodable = (value: unknown): string =>
	encodeURIComponent((typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value)).toWellFormed());

const pathOf = ({ path, query }: Operation, targets: readonly string[]): fc.Arbitrary<string> =>
	fc
		.tuple(
			segment('here', 'here', 'elsewhere'),
			segment(...targets),
			segment(...known.ids),
			fc.record(Object.fromEntries(Object.entries(query).map(([name, schema]) => [name, nearlyValid(schema, known)])), {
				requiredKeys: []
			})
		)
		.map(([centre, wish, other, asked]) => {
			const search = Object.entries(asked).map(([name, value]) => `${name}=${encodable(value)}`);
			return `${filled(path, centre, wish, other)}${search.length > 0 ? `?${search.join('&')}` : ''}`;
		});

/** Whatever else an address names takes the third. */
const filled = (path: string, centre: string, wish: string, other: string): string =>
	path
		.replace('{centre}', centre)
		.replace('{wish}', wish)
		.replace(/\{\w+\}/g, () => other);

/** One wish in each state, and several in the state for which the operation is. */
async function targetsOf({ path }: Operation): Promise<string[]> {
	const action = actionAt(path.split('/').at(-1) ?? '');
	const state = action ? stateFor[action] : 'claimed';
	return [...wishes, ...(await Promise.all(Array.from({ length: 10 }, () => stage.freshWish(state, kindFor(action)))))];
}

const keys = fc.oneof(
	fc.constant({}),
	fc.constantFrom('', 'again', newId(), newId().toUpperCase(), '%00').map((key) => ({ 'idempotency-key': key }))
);

test.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
	'whatever is sent to %s, it is answered, and refused with a sentence',
	async (_, operation) => {
		const targets = await targetsOf(operation);
		const bodies = operation.body
			? nearlyValid(operation.body, known).map((body) => JSON.stringify(body) ?? 'null')
			: fc.constant(undefined);
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...visitorNames),
				pathOf(operation, targets),
				bodies,
				keys,
				async (visitor, path, body, headers) =>
					expectOurs(await send(operation, { visitor, path, headers, ...(body === undefined ? {} : { body }) }))
			),
			{ numRuns: 150 }
		);
	}
);

const spoilt: [string, Partial<Sent>, number][] = [
	['a JSON that is cut off', { body: '{"note": "' }, 400],
	['nothing at all', { body: '' }, 400],
	['a form', { body: 'note=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
	['a JSON that says it is text', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
	['more than a megabyte', { body: JSON.stringify({ note: 'x'.repeat(1_000_001) }) }, 413],
	['a tree without end', { body: '['.repeat(100_000) + ']'.repeat(100_000) }, 422],
	['a key that is no UUID', { body: '{}', headers: { 'idempotency-key': 'again' } }, 422]
];

test.each(spoilt)('%s is refused by every operation that takes a body', async (_, sent, status) => {
	for (const operation of operations.filter(({ body }) => body)) {
		const path = filled(operation.path, 'here', stage.wish('claimed'), newId());
		const answer = await send(operation, { visitor: 'clerk', path, ...sent });
		expect([operation.path, answer.status]).toEqual([operation.path, status]);
		await expectOurs(answer);
	}
});

test('a repeated key with another input is a conflict, with the same input the first answer', async () => {
	const operation = { method: 'POST', path: '', body: {}, query: {} };
	const path = `/api/v1/centres/here/wishes/${await stage.freshWish('published')}/claims`;
	const headers = { 'idempotency-key': newId() };
	const claim = (id: string) =>
		send(operation, { visitor: 'clerk', path, headers, body: JSON.stringify({ claimer: { kind: 'member', id } }) });
	const first = await claim(stage.scopes.member);
	const again = await claim(stage.scopes.member);
	expect([first.status, again.status, await again.json()]).toEqual([200, 200, await first.json()]);
	expect((await claim(stage.scopes.claimer)).status).toBe(409);
});

test('junk in the headers that say who asks makes a guest of them, nothing worse', async () => {
	await fc.assert(
		fc.asyncProperty(junk, async (value) => {
			const text = encodable(value).slice(0, 4000);
			for (const header of [
				['authorization', `Bearer ${text}`],
				['cookie', `meihua.session_token=${text}`]
			] as const) {
				const headers = new Headers([...Object.entries(HERE), [...header]]);
				expect((await api.request('/api/v1/centres/here/wishes', { headers })).status).toBe(200);
			}
		}),
		{ numRuns: 60 }
	);
});
