import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import { front } from './front.ts';

await testDatabase();
const seen: http.IncomingHttpHeaders[] = [];
const server = http.createServer(
	front((request, response) => {
		seen.push(request.headers);
		response.end('kit');
	})
);
let base = '';

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close().closeAllConnections());

const ask = (path: string, init: RequestInit = {}) => fetch(base + path, init);

test('SvelteKit is told the address of the socket, whatever the visitor says', async () => {
	await ask('/', { headers: { 'x-client-ip': '6.6.6.6', 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'https' } });
	expect(seen.at(-1)).toMatchObject({ 'x-client-ip': '127.0.0.1', 'x-forwarded-proto': 'http' });
});

test('the API is told the same: a visitor cannot choose whose limit is used up, nor which site they are on', async () => {
	const change = (headers: Record<string, string>) =>
		ask('/api/v1/nothing', { method: 'POST', headers: { cookie: 'a=b', ...headers } });
	const here = { origin: base };
	const evil = { origin: 'https://evil.test', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.test' };
	expect((await change(evil)).status).toBe(403);
	expect((await change(here)).status).toBe(404);
	const statuses = new Set<number>();
	for (let tries = 0; tries < 601; tries += 1)
		statuses.add((await change({ ...here, 'x-client-ip': `10.0.0.${tries % 250}` })).status);
	expect([...statuses]).toEqual([404, 429]);
});

test('a form from another site is refused with a page that says so', async () => {
	for (const headers of [{}, { origin: 'http://evil.test' }, { origin: 'null' }] as Record<string, string>[]) {
		const response = await ask('/my', { method: 'POST', body: new URLSearchParams({ a: 'b' }), headers });
		expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('不是从本站发出的')]);
		expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
	}
	const own = await ask('/my', { method: 'POST', body: new URLSearchParams({ a: 'b' }), headers: { origin: base } });
	expect(await own.text()).toBe('kit');
});

test('a form that is too large is refused with a page that says so', async () => {
	const body = new Uint8Array(64 * 1024 * 1024 + 1);
	const response = await ask('/my', { method: 'POST', body, headers: { origin: base } });
	expect([response.status, await response.text()]).toEqual([413, expect.stringContaining('文件太大了')]);
});

test('the process says that it lives, that it is ready, and how it is doing', async () => {
	expect(await (await ask('/healthz')).text()).toBe('ok');
	const ready = await ask('/readyz');
	expect([ready.status, await ready.text()]).toEqual([200, 'ok']);
	await ask('/');
	const metrics = await (await ask('/metrics')).text();
	expect(metrics).toMatch(/^meihua_requests_total\{kind="page",status="2xx"\} [1-9]/m);
	expect(metrics).toMatch(/^meihua_request_seconds_bucket\{kind="page",le="\+Inf"\} [1-9]/m);
	expect(metrics).toMatch(/^meihua_jobs\{state="failed"\} 0$/m);
	expect(metrics).toMatch(/^meihua_facts_unsealed 0$/m);
	expect(metrics).toMatch(/^meihua_database_up 1$/m);
	for (const line of metrics.trim().split('\n'))
		expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|[a-z_]+(\{[^}]+\})? [\d.e+-]+)$/);
});

test('figures are told to the machine itself only', async () => {
	expect((await ask('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404);
});
