import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { microCache, type Handler } from './micro-cache.ts';

let now = 0;
let renderings = 0;
let closeServer: () => void = () => undefined;
afterEach(() => closeServer());

/** A server with the cache in front of `kit`, and a way to ask it that shows what goes over the wire. */
async function serving(kit: Handler) {
	now = renderings = 0;
	const handler = microCache(kit, () => now);
	const server = http.createServer((request, response) =>
		handler(request, response, () => response.writeHead(404).end())
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closeServer = () => void server.close().closeAllConnections();
	const { port } = server.address() as AddressInfo;
	return (path: string, headers: http.OutgoingHttpHeaders = {}, method = 'GET') =>
		new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
			const request = http.request({ port, path, headers, method, agent: false }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () =>
					resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })
				);
				response.on('error', reject);
			});
			request.on('error', reject).end();
		});
}

/** Writes a page in two pieces, as SvelteKit's adapter does, after a while. */
const page =
	(headers: Record<string, string | string[]> = { 'x-meihua-cache': 'public' }, status = 200): Handler =>
	(request, response) => {
		renderings += 1;
		const number = renderings;
		setTimeout(() => {
			response.setHeader('content-type', 'text/html');
			for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
			response.writeHead(status);
			response.write(`<p>梅花 ${request.url}`);
			response.end(` ${number}</p>`);
		}, 20);
	};

test('a page for everybody is rendered once, and again when 800 ms are over', async () => {
	const ask = await serving(page());
	expect((await ask('/wall')).body.toString()).toBe('<p>梅花 /wall 1</p>');
	now = 799;
	expect((await ask('/wall')).body.toString()).toBe('<p>梅花 /wall 1</p>');
	now = 800;
	expect((await ask('/wall')).body.toString()).toBe('<p>梅花 /wall 2</p>');
});

test('the time counts from the beginning of the rendering, when the data was read', async () => {
	const ask = await serving((request, response) => {
		now += 700;
		page()(request, response, () => undefined);
	});
	await ask('/wall');
	now += 101;
	await ask('/wall');
	expect(renderings).toBe(2);
});

test('visitors who come together wait for one rendering', async () => {
	const ask = await serving(page());
	const answers = await Promise.all(Array.from({ length: 50 }, () => ask('/wall')));
	expect(renderings).toBe(1);
	expect(new Set(answers.map(({ body }) => body.toString()))).toEqual(new Set(['<p>梅花 /wall 1</p>']));
});

test('who comes 800 ms after a rendering began does not wait for it: it may have read before the change', async () => {
	const ask = await serving(page());
	const first = ask('/wall');
	await wait(5);
	now = 800;
	const second = ask('/wall');
	expect((await first).body.toString()).toContain('1</p>');
	expect((await second).body.toString()).toContain('2</p>');
});

test('the header that allows it never leaves the house', async () => {
	const ask = await serving(page());
	expect((await ask('/wall')).headers).not.toHaveProperty('x-meihua-cache');
	expect((await ask('/wall')).headers).not.toHaveProperty('x-meihua-cache');
});

test.each([
	['without the header', page({}), '/wall', {}],
	['with another value', page({ 'x-meihua-cache': 'private' }), '/wall', {}],
	['that sets a cookie', page({ 'x-meihua-cache': 'public', 'set-cookie': ['a=b', 'c=d'] }), '/wall', {}],
	['that varies by something else', page({ 'x-meihua-cache': 'public', vary: 'accept' }), '/wall', {}],
	['that is an error', page({ 'x-meihua-cache': 'public' }, 404), '/wall', {}],
	['that is no HTML', page({ 'x-meihua-cache': 'public', 'content-type': 'application/json' }), '/wall', {}],
	['of somebody signed in', page(), '/wall', { cookie: 'meihua.session_token=x' }],
	['of somebody signed in, in elder mode', page(), '/wall', { cookie: 'elder=on; meihua.session_token=x' }],
	['of a bearer', page(), '/wall', { authorization: 'Bearer x' }],
	['that is a file', page(), '/wall/__data.json', {}]
])('an answer %s is rendered for each visitor', async (_, kit, path, headers) => {
	const ask = await serving(kit);
	await ask(path, headers);
	await Promise.all([ask(path, headers), ask(path, headers)]);
	expect(renderings).toBe(3);
});

test('other methods are not answered from what is kept', async () => {
	const ask = await serving(page());
	await ask('/wall');
	await ask('/wall', {}, 'POST');
	expect(renderings).toBe(2);
});

test('elder mode, host and query are pages of their own', async () => {
	const ask = await serving(page());
	await ask('/wall');
	await ask('/wall?page=2');
	await ask('/wall', { cookie: 'elder=on' });
	await ask('/wall', { host: 'other.test' });
	expect(renderings).toBe(4);
	await ask('/wall', { cookie: 'elder=off' });
	await ask('/wall', { cookie: 'elder=on' });
	expect(renderings).toBe(4);
});

test('the same page goes out as the visitor can read it', async () => {
	const ask = await serving(page());
	const text = '<p>梅花 /wall 1</p>';
	const plain = await ask('/wall');
	const gzip = await ask('/wall', { 'accept-encoding': 'gzip, deflate' });
	const brotli = await ask('/wall', { 'accept-encoding': 'gzip, deflate, br' });
	const refused = await ask('/wall', { 'accept-encoding': 'gzip;q=0, br;q=0' });
	expect([plain, refused].map(({ body }) => body.toString())).toEqual([text, text]);
	expect([gzip.headers['content-encoding'], gunzipSync(gzip.body).toString()]).toEqual(['gzip', text]);
	expect([brotli.headers['content-encoding'], brotliDecompressSync(brotli.body).toString()]).toEqual(['br', text]);
	expect(Number(gzip.headers['content-length'])).toBe(gzip.body.length);
	expect(plain.headers['vary']).toBe('accept-encoding, cookie');
	expect(renderings).toBe(1);
});

test('a page the visitor has already is not sent again', async () => {
	const ask = await serving(page());
	const etag = String((await ask('/wall')).headers['etag']);
	for (const known of [etag, etag.slice(2), `"x", ${etag}`, '*']) {
		const again = await ask('/wall', { 'if-none-match': known });
		expect([again.status, again.body.length, again.headers['etag']]).toEqual([304, 0, etag]);
	}
	expect((await ask('/wall', { 'if-none-match': '"other"' })).status).toBe(200);
	now = 800;
	expect((await ask('/wall', { 'if-none-match': etag })).body.toString()).toContain('2</p>');
});

test('when the visitor leaves for whom a page is being rendered, the others still get it', async () => {
	const ask = await serving((request, response) => {
		renderings += 1;
		// the first one's answer never comes, as when SvelteKit sees the connection close
		if (renderings > 1) page()(request, response, () => undefined);
		else setTimeout(() => response.destroy(), 30);
	});
	const left = ask('/wall').catch((error: unknown) => (error as NodeJS.ErrnoException).code);
	await wait(5);
	const others = await Promise.all([ask('/wall'), ask('/wall')]);
	expect(await left).toBe('ECONNRESET');
	expect(others.map(({ body }) => body.toString())).toEqual(['<p>梅花 /wall 3</p>', '<p>梅花 /wall 3</p>']);
});
