import { createRoute, z } from '@hono/zod-openapi';
import { expect, test, vi } from 'vitest';
import { errorResponses, newRouter } from '#kernel/api.ts';
import { guest } from '#kernel/actor.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { createAccount, signInWithPassword } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { TestVisitor } from '#tests/support/visitor.ts';
import { createApi } from './api.ts';

const { db, contextOf } = await testDatabase();
vi.spyOn(console, 'error').mockImplementation(() => undefined);

const router = newRouter();
const answers = { 200: { description: '好', content: { 'application/json': { schema: z.any() } } }, ...errorResponses };
router.openapi(createRoute({ method: 'get', path: '/me', responses: answers }), (c) =>
	c.json({ actor: c.var.context.actor.kind }, 200)
);
router.openapi(
	createRoute({
		method: 'post',
		path: '/things',
		request: { body: { content: { 'application/json': { schema: z.object({ size: z.int() }) } }, required: true } },
		responses: answers
	}),
	(c) => c.json({ actor: c.var.context.actor.kind, key: c.var.submissionKey ?? null, ...c.req.valid('json') }, 200)
);
const thrown: Record<string, () => Error> = {
	missing: () => new Missing('没有这个心愿'),
	refused: () => new Refused('请先登录', 'signedOut'),
	conflict: () => new Conflict('已经认领满了'),
	often: () => new Refused('太频繁', 'tooOften', 30),
	bug: () => new TypeError('secret inside'),
	down: () => Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
};
router.get('/throw/:what', (c) => {
	throw (thrown[c.req.param('what')] as () => Error)();
});

const api = createApi({ database: () => db, modules: [router] });
const HERE = { host: 'meihua.test', 'x-forwarded-proto': 'http', 'x-client-ip': '203.0.113.7' };
const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
	api.request(path, { ...init, headers: { ...HERE, ...init.headers } });
const post = (body: string, headers: Record<string, string> = {}) =>
	ask('/api/v1/things', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const errorIn = async (response: Response) =>
	((await response.json()) as { error: { name: string; message: string; issues: { field: string }[]; id?: string } })
		.error;

async function signedIn(role?: 'administrator') {
	const visitor = new TestVisitor();
	const username = `u${newId().slice(-12)}`;
	const id = newId();
	await createAccount(contextOf(), {
		name: '某人',
		username,
		password: 'plum-blossom-1',
		grants: role ? [{ role, centreId: id, scopeId: id }] : []
	});
	const answer = await signInWithPassword(contextOf(guest), visitor, { username, password: 'plum-blossom-1' });
	if (answer.step !== 'done') throw new Error('not signed in');
	const cookie = answer.answer.getSetCookie().map((line) => line.split(';')[0]);
	return { token: answer.token, cookie: cookie.join('; ') };
}

test.each([
	['missing', 404, 'Missing'],
	['refused', 401, 'Refused'],
	['conflict', 409, 'Conflict'],
	['often', 429, 'Refused'],
	['bug', 500, 'Failed'],
	['down', 503, 'Unavailable']
])('an error that is %s is answered with %i as JSON', async (what, status, name) => {
	const response = await ask(`/api/v1/throw/${what}`);
	const text = await response.clone().text();
	expect([response.status, (await errorIn(response)).name]).toEqual([status, name]);
	expect(response.headers.get('x-content-type-options')).toBe('nosniff');
	expect(text).not.toContain('secret inside');
	if (status === 429 || status === 503) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('input that is not well-formed is told field by field, in sentences', async () => {
	const response = await post('{"size":"big"}');
	expect(response.status).toBe(422);
	expect(await errorIn(response)).toEqual({
		name: 'Invalid',
		message: '请填数字，例如 12',
		issues: [{ field: 'size', message: '请填数字，例如 12' }]
	});
});

test.each([
	['a JSON that is none', '{bad', {}, 400],
	['no body at all', '', {}, 400],
	['another type of content', 'size=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
	['too much', ' '.repeat(1_000_001), {}, 413],
	['a key that is no UUID', '{"size":1}', { 'idempotency-key': 'again' }, 422]
])('%s is refused with a sentence', async (_, body, headers, status) => {
	const response = await post(body, headers);
	expect([response.status, /\p{Script=Han}/u.test((await errorIn(response)).message)]).toEqual([status, true]);
});

test('an unknown operation is a 404 in JSON', async () => {
	for (const path of ['/api/v1/nothing', '/api/nothing', '/api/']) {
		const response = await ask(path);
		expect([response.status, (await errorIn(response)).name]).toEqual([404, 'Missing']);
	}
});

test('who asks is known by cookie or by token, and else a guest', async () => {
	const { token, cookie } = await signedIn();
	for (const [headers, kind] of [
		[{}, 'guest'],
		[{ authorization: `Bearer ${token}` }, 'account'],
		[{ cookie }, 'account'],
		[{ authorization: 'Bearer nobody-has-this-token' }, 'guest']
	] as const)
		expect(await (await ask('/api/v1/me', { headers })).json()).toEqual({ actor: kind });
});

test('a change with a cookie is made only from this site', async () => {
	const { cookie, token } = await signedIn();
	const statuses = await Promise.all(
		[
			{ cookie },
			{ cookie, origin: 'http://evil.test' },
			{ cookie, origin: 'null' },
			{ cookie, origin: 'https://meihua.test' },
			{ cookie, origin: 'http://evil.test', authorization: 'Basic x' },
			{ cookie, origin: 'http://meihua.test' },
			{ authorization: `Bearer ${token}`, origin: 'http://evil.test' },
			{ origin: 'http://evil.test' }
		].map(async (headers) => (await post('{"size":1}', headers as Record<string, string>)).status)
	);
	expect(statuses).toEqual([403, 403, 403, 403, 403, 200, 200, 200]);
});

test('the Idempotency-Key is handed to the operation', async () => {
	const key = newId();
	expect(await (await post('{"size":1}', { 'idempotency-key': key.toUpperCase() })).json()).toMatchObject({ key });
	expect(await (await post('{"size":1}')).json()).toMatchObject({ key: null });
});

test('an administrator without a second factor may do nothing', async () => {
	const { token } = await signedIn('administrator');
	const response = await ask('/api/v1/me', { headers: { authorization: `Bearer ${token}` } });
	expect([response.status, (await errorIn(response)).message]).toEqual([403, expect.stringContaining('两步验证')]);
});

test('changes are limited by account, and by address for guests; reading is not', async () => {
	const { token } = await signedIn();
	const address = { 'x-client-ip': '198.51.100.66' };
	const statuses: number[] = [];
	for (let tries = 0; tries < 605; tries += 1) statuses.push((await post('{"size":1}', address)).status);
	expect(statuses.indexOf(429)).toBe(600);
	const refused = await post('{"size":1}', address);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
	expect((await post('{"size":1}', { ...address, authorization: `Bearer ${token}` })).status).toBe(200);
	expect((await post('{"size":1}', { 'x-client-ip': '198.51.100.67' })).status).toBe(200);
	expect((await ask('/api/v1/me', { headers: address })).status).toBe(200);
});

test('answers are kept by no cache unless the operation says so', async () => {
	expect((await ask('/api/v1/me')).headers.get('cache-control')).toBe('no-store');
});
