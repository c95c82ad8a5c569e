import { Hono, type HonoRequest } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { systemClock, type Clock } from '#kernel/clock.ts';
import { theDatabase, type Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { errorsIn, formatOf, open311, withoutFormat, type Open311Env } from '#modules/open311/server.ts';
import { guarded, known } from './api.ts';
import { failureOf } from './failure.ts';
import { isChange } from './rate.ts';
import { protect } from './security-headers.ts';
import { originFor, PROTOCOL_HEADER } from './visit.ts';

const MEGABYTE = 1_000_000;

/** Open311 beside the API: the same rules about who asks, from where and how often, and the errors in GeoReport's form. */
export function createOpen311({
	database = theDatabase,
	clock = systemClock
}: { database?: () => Db; clock?: Clock } = {}) {
	const app = new Hono<Open311Env>({ getPath: ({ url }) => withoutFormat(new URL(url).pathname) });
	app.use(guarded);
	app.use(async (c, next) => {
		// public data, and the same for whoever asks: pages of other sites may read it
		if (!isChange(c.req.method)) c.header('access-control-allow-origin', '*');
		c.set('origin', originFor(Object.fromEntries(c.req.raw.headers)));
		await next();
	});
	app.use(
		bodyLimit({
			maxSize: MEGABYTE,
			onError: (c) => errorsIn(formatIn(c.req), 413, ['内容太大，最多 1 MB。'])
		})
	);
	app.use(known(database, clock));
	app.route('/open311', open311);
	app.notFound((c) => failed(c.req, new Missing('没有这个地址，请看 docs/OPEN311.md。')));
	app.onError((error, c) => failed(c.req, error));
	return app;
}

/** GeoReport knows no 422: what is not well-formed is 400, one entry for each thing to put right. */
function failed(request: HonoRequest, error: unknown): Response {
	const { status, message, issues, retryAfter } = failureOf(error, {
		method: request.method,
		route: request.routePath
	});
	const descriptions = issues.map(({ field, message: told }) => `${field}：${told}`);
	const told = descriptions.length > 0 ? descriptions : [message];
	const answer = errorsIn(formatIn(request), status === 422 ? 400 : status, told);
	if (retryAfter) answer.headers.set('retry-after', String(retryAfter));
	protect(answer.headers, request.header(PROTOCOL_HEADER) === 'https');
	return answer;
}

const formatIn = (request: HonoRequest) => formatOf(new URL(request.url).pathname, request.header('accept'));
