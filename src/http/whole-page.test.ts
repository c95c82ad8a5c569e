import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { microCache, type Handler } from './micro-cache.ts';
import { leavePage, wholePages } from './whole-page.ts';

let server: http.Server | undefined;
afterEach(() => void server?.close().closeAllConnections());

/** Asks for a page of this handler, which stands behind the micro-cache as it does in the house. */
async function ask(kit: Handler, init: RequestInit = {}): Promise<Response> {
	const pages = microCache(wholePages(kit));
	server = http.createServer((request, response) => pages(request, response, () => response.writeHead(404).end()));
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return fetch(`http://127.0.0.1:${port}/wall`, init);
}

const PAGE = `<!doctype html><p>心愿墙 ${'梅花'.repeat(9000)}</p>`;

/** As SvelteKit's adapter ends an answer that has no body. */
const leaving =
	(status = 200, headers: Record<string, string> = {}): Handler =>
	(request, response) => {
		leavePage(request, PAGE);
		response.setHeader('content-type', 'text/html');
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		response.writeHead(status);
		response.end();
	};

test('a page that was left beside its request is sent as it is, with its status and its length', async () => {
	for (const status of [200, 404]) {
		const response = await ask(leaving(status), { headers: { cookie: 'a=b' } });
		expect([response.status, await response.text()]).toEqual([status, PAGE]);
		expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(PAGE)));
	}
});

test('a page of any size is sent', async () => {
	for (const length of [0, 1, 200_000, 600_000]) {
		const html = '梅花a'.repeat(length);
		const response = await ask((request, answer) => {
			leavePage(request, html);
			answer.writeHead(200);
			answer.end();
		});
		expect((await response.text()) === html).toBe(true);
	}
});

test('the cache for guests keeps it as any other page', async () => {
	const response = await ask(leaving(200, { 'x-meihua-cache': 'public' }));
	expect(await response.text()).toBe(PAGE);
	expect(response.headers.get('etag')).toMatch(/^W\//);
	expect(response.headers.has('x-meihua-cache')).toBe(false);
});

test('who asks for the headers only, or has the page already, is sent no page', async () => {
	const head = await ask(leaving(), { method: 'HEAD' });
	expect([head.status, await head.text()]).toEqual([200, '']);
	const known = await ask(leaving(304), { headers: { cookie: 'a=b' } });
	expect([known.status, await known.text()]).toEqual([304, '']);
});

test('what SvelteKit writes itself is left alone', async () => {
	const response = await ask((_, answer) => answer.writeHead(200).end('own'), { headers: { cookie: 'a=b' } });
	expect(await response.text()).toBe('own');
});
