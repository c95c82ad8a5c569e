import type { IncomingMessage } from 'node:http';
import type { RequestEvent } from '@sveltejs/kit';
import { expect, test, vi } from 'vitest';
import { guest } from '#kernel/actor.ts';
import { closeDatabase } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { createAccount, signInWithPassword } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { TestVisitor } from '#tests/support/visitor.ts';
import { handle, handleError } from './hooks.server.ts';

const { url: databaseUrl, contextOf } = await testDatabase();
vi.spyOn(console, 'error').mockImplementation(() => undefined);

interface Ask {
	method?: string;
	headers?: Record<string, string>;
	elder?: string;
	data?: boolean;
	/** The request as Node has it, which the adapter hands over. */
	req?: IncomingMessage;
	address?: string;
	answer?: () => Response;
}

async function ask(path: string, init: Ask = {}) {
	const { method = 'GET', headers = {}, elder, data = false, address, req, answer } = init;
	const url = new URL(path, 'https://meihua.test');
	const event = {
		url,
		request: new Request(url, { method, headers }),
		locals: {},
		platform: req && { req },
		route: { id: '/[centre]' },
		isDataRequest: data,
		cookies: { get: (name: string) => (name === 'elder' ? elder : undefined) },
		getClientAddress: () => address ?? '203.0.113.7'
	} as unknown as RequestEvent;
	let html = '<html data-elder="off">';
	const response = await handle({
		event,
		resolve: async (_, options) => {
			html = (await options?.transformPageChunk?.({ html, done: true })) ?? '';
			return answer?.() ?? new Response(html);
		}
	});
	return { response, locals: event.locals, html };
}

async function administrator(): Promise<string> {
	const username = `u${newId().slice(-12)}`;
	const grants = [{ role: 'administrator' as const, centreId: null, scopeId: newId() }];
	await createAccount(contextOf(), { name: '管理员', username, password: 'plum-blossom-1', grants });
	const form = { username, password: 'plum-blossom-1' };
	const signedIn = await signInWithPassword(contextOf(guest), new TestVisitor(), form);
	return signedIn.step === 'done' ? `Bearer ${signedIn.token}` : '';
}

test('a visitor is a guest, and the page is asked for anew each time', async () => {
	const { response, locals } = await ask('/meihuacun/wishes');
	expect(locals.context.actor).toEqual(guest);
	expect(response.headers.get('cache-control')).toBe('no-cache');
});

test('every answer carries the headers that protect it, and keeps its own', async () => {
	const own = () => new Response('', { headers: { 'referrer-policy': 'no-referrer', 'cache-control': 'max-age=5' } });
	const { headers } = (await ask('/', { answer: own })).response;
	expect(Object.fromEntries(headers)).toMatchObject({
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'referrer-policy': 'no-referrer',
		'cache-control': 'max-age=5',
		'strict-transport-security': 'max-age=31536000'
	});
});

test('the root element shows the elder mode of the browser', async () => {
	expect((await ask('/')).html).toContain('data-elder="off"');
	expect((await ask('/', { elder: 'on' })).html).toContain('data-elder="on"');
	expect((await ask('/', { elder: '"><script>' })).html).toContain('data-elder="off"');
});

test('a page is left beside its request for the front server, and what SvelteKit has made of it is forgotten', async () => {
	const rendered = () =>
		new Response('', { headers: { etag: '"x"', 'content-length': '0', 'content-type': 'text/html' } });
	const { response, html } = await ask('/', { req: {} as IncomingMessage, elder: 'on', answer: rendered });
	expect([html, response.body]).toEqual(['', null]);
	expect(['etag', 'content-length', 'content-type'].map((name) => response.headers.get(name))).toEqual([
		null,
		null,
		'text/html'
	]);
	const inParts = () => new Response('');
	await expect(ask('/', { req: {} as IncomingMessage, answer: inParts })).rejects.toThrow('has to await');
});

test('an administrator without a second factor can go nowhere but to where it is set up, or out', async () => {
	const authorization = await administrator();
	for (const path of ['/', '/my/security', '/desk/meihuacun', '/sign-out/x']) {
		const { response } = await ask(path, { headers: { authorization } });
		expect([response.status, response.headers.get('location')]).toEqual([303, '/my/security/two-factor']);
	}
	for (const path of ['/my/security/two-factor', '/sign-out', '/elder-mode'])
		expect((await ask(path, { headers: { authorization } })).response.status).toBe(200);
});

test('what is private is kept by no cache', async () => {
	const authorization = await administrator();
	const signedIn = await ask('/my/security/two-factor', { headers: { authorization } });
	expect(signedIn.response.headers.get('cache-control')).toBe('no-store');
	for (const path of ['/my', '/desk/meihuacun', '/sign-in', '/set-up', '/confirm/x'])
		expect((await ask(path)).response.headers.get('cache-control')).toBe('no-store');
});

test('the permission to show one answer to everybody is taken from answers to somebody', async () => {
	const answer = () => new Response('', { headers: { 'x-meihua-cache': 'public' } });
	const isPublic = async (init: Ask) => (await ask('/', { ...init, answer })).response.headers.has('x-meihua-cache');
	expect(await isPublic({})).toBe(true);
	expect(await isPublic({ headers: { cookie: 'elder=on' } })).toBe(true);
	expect(await isPublic({ headers: { cookie: 'a=b' } })).toBe(false);
	expect(await isPublic({ headers: { authorization: 'Bearer x' } })).toBe(false);
	expect(await isPublic({ method: 'POST' })).toBe(false);
});

test('changes that come too often are refused with a page and the time to wait', async () => {
	const post = () => ask('/sign-in', { method: 'POST', address: '198.51.100.9' });
	for (let tries = 0; tries < 600; tries += 1) expect((await post()).response.status).toBe(200);
	const { response } = await post();
	expect(response.status).toBe(429);
	expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(await response.text()).toContain('操作太频繁了');
	expect((await ask('/sign-in', { address: '198.51.100.9' })).response.status).toBe(200);
});

test('an error of a command reaches the visitor in its words, any other only as an id', async () => {
	const event = {
		request: new Request('https://meihua.test/x?name=secret'),
		route: { id: '/x' }
	} as unknown as RequestEvent;
	expect(await handleError({ kind: 'unknown', error: new Missing('没有这个心愿'), event })).toEqual({
		status: 404,
		message: '没有这个心愿'
	});
	const told = await handleError({ kind: 'unknown', error: new TypeError('inside'), event });
	expect(told).toEqual({ status: 500, message: expect.not.stringContaining('inside'), id: expect.any(String) });
	expect(await handleError({ kind: 'framework', error: { status: 404, message: 'Not Found' }, event })).toBeUndefined();
});

test('without a database a visitor with a session gets a page that helps, and a script a JSON', async () => {
	await closeDatabase();
	const { env } = await import('#env');
	const real = env().databaseUrl;
	env().databaseUrl = 'postgres://nobody@127.0.0.1:1/nothing';
	const headers = { authorization: 'Bearer some-session-token-of-mine' };
	const { response } = await ask('/desk/meihuacun', { headers, elder: 'on' });
	const page = await response.text();
	expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
	for (const shown of ['系统正在忙', 'data-elder="on"', '报这个编号']) expect(page).toContain(shown);
	const data = await ask('/desk/meihuacun', { headers, data: true });
	expect([data.response.status, await data.response.json()]).toEqual([503, expect.objectContaining({ status: 503 })]);
	await closeDatabase();
	env().databaseUrl = real;
	expect((await ask('/', { headers })).response.status).toBe(200);
	expect(real).toBe(databaseUrl);
});
