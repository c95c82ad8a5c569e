import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { newRouter, type ApiEnv, type ApiRouter } from '#kernel/api.ts';
import { systemClock, type Clock } from '#kernel/clock.ts';
import { theDatabase, type Db } from '#kernel/db.ts';
import { Invalid, Missing, Refused } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { actorOf } from '#modules/identity/server.ts';
import { apiModules } from './api-modules.ts';
import { docsPage } from './docs-page.ts';
import { toldError } from './failure.ts';
import { PLAIN_CSP } from './help-page.ts';
import { countChange, isChange } from './rate.ts';
import { protect } from './security-headers.ts';
import { ADDRESS_HEADER, originFor, PROTOCOL_HEADER } from './visit.ts';

interface Options {
	database: () => Db;
	clock: Clock;
	modules: readonly ApiRouter[];
	/** Counts one change; refuses who asks for too many. */
	count: typeof countChange;
}

const MEGABYTE = 1_000_000;

const information = {
	openapi: '3.1.0',
	info: {
		title: '梅花接口',
		version: '1',
		description: '与页面用的是同一套命令、同样的权限。时间是带时区的 ISO 8601，金额是整数“分”。'
	},
	servers: [{ url: '/' }],
	security: [{}, { session: [] }] as Record<string, string[]>[]
};

/** The whole API: the modules' operations, their description and its page, with what is the same for all of them. */
export function createApi({
	database = theDatabase,
	clock = systemClock,
	modules = apiModules,
	count = countChange
}: Partial<Options> = {}) {
	const api = newRouter().basePath('/api');
	api.use(guarded);
	api.use(bodyLimit({ maxSize: MEGABYTE, onError: () => tooLarge() }));
	api.use('/v1/*', known(database, clock, count));
	for (const router of modules) api.route('/v1', router);
	api.openAPIRegistry.registerComponent('securitySchemes', 'session', {
		type: 'http',
		scheme: 'bearer',
		description: '登录后的会话编号。浏览器里登录过的，也可以直接带会话 Cookie。'
	});
	api.doc31('/openapi.json', information);
	api.get('/docs', (c) => {
		c.header('content-security-policy', PLAIN_CSP);
		const elder = /(^|;\s*)elder=on(;|$)/.test(c.req.header('cookie') ?? '');
		return c.html(docsPage(api.getOpenAPI31Document(information), elder));
	});
	api.notFound((c) => answer(c.req.method, c.req.path, new Missing('没有这个接口，请看 /api/docs。')));
	api.onError((error, c) => {
		const response = answer(c.req.method, c.req.routePath, error);
		protect(response.headers, c.req.header(PROTOCOL_HEADER) === 'https');
		return response;
	});
	return api;
}

/** Headers, and nothing kept by caches unless the operation says so. */
export const guarded: MiddlewareHandler = async (c, next) => {
	await next();
	protect(c.res.headers, c.req.header(PROTOCOL_HEADER) === 'https');
	if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
};

/** Who asks, and whether they may ask for a change now: everything an operation finds in `c.var`. */
export const known =
	(database: () => Db, clock: Clock, count = countChange): MiddlewareHandler<ApiEnv> =>
	async (c, next) => {
		const headers = c.req.raw.headers;
		const { actor, needsTwoFactor } = await actorOf(database(), headers, clock);
		if (needsTwoFactor) throw new Refused('管理员要先设置两步验证，请在网页上打开“账号安全”。');
		if (isChange(c.req.method)) {
			// a browser sends cookies along from any page, but cannot hide where it was
			if (headers.has('cookie') && headers.get('origin') !== originFor(Object.fromEntries(headers)))
				throw new Refused('这个请求不是从本站发出的，没有办理。');
			await count(actor, headers.get(ADDRESS_HEADER) ?? '');
		}
		const key = headers.get('idempotency-key')?.toLowerCase();
		if (key !== undefined && !isId(key)) throw new Invalid('Idempotency-Key 要是一个 UUID。');
		c.set('context', { db: database(), actor, clock });
		c.set('submissionKey', key);
		c.set('address', headers.get(ADDRESS_HEADER) ?? '');
		await next();
	};

/** What Hono itself refuses (a JSON that is none) keeps its status; all else is decided by the kernel. */
function answer(method: string, route: string, error: unknown): Response {
	if (error instanceof HTTPException && error.status < 500) {
		const message = HONOS[error.status] ?? '这个请求没有办成。';
		return Response.json({ error: { name: 'Invalid', message, issues: [] } }, { status: error.status });
	}
	const { status, retryAfter, body } = toldError(error, { method, route });
	return Response.json(body, { status, headers: retryAfter ? { 'retry-after': String(retryAfter) } : {} });
}

const HONOS: Record<number, string> = {
	400: '请求读不懂：JSON 写得不对。',
	415: '请用 JSON 提交：Content-Type 要写 application/json。'
};

const tooLarge = (): Response =>
	Response.json({ error: { name: 'Invalid', message: '内容太大，最多 1 MB。', issues: [] } }, { status: 413 });
