import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApi } from './api.ts';
import { helpPage, PLAIN_CSP } from './help-page.ts';
import { observe } from './metrics.ts';
import { microCache, type Handler } from './micro-cache.ts';
import { createOpen311 } from './open311.ts';
import { answerProbe } from './probes.ts';
import { isChange } from './rate.ts';
import { rushes } from './rush.ts';
import { securityHeaders } from './security-headers.ts';
import { fillIn, FILLED_IN, originFor, PROTOCOL_HEADER } from './visit.ts';
import { wholePages } from './whole-page.ts';

/** A form with its pictures, in bytes. bin/lib/serve.js tells SvelteKit the same (BODY_SIZE_LIMIT). */
const BODY_LIMIT = 64 * 1024 * 1024;

/** Everything that comes in over HTTP, and who answers it. */
export function front(kit: Handler): RequestListener {
	const api = rushes(apiListener());
	const pages = microCache(wholePages(kit));
	return (request, response) => {
		if (answerProbe(request, response)) return;
		fillIn(request);
		observe(isApi(request) ? 'api' : 'page', response);
		if (isApi(request)) return void api(request, response);
		if (Number(request.headers['content-length']) > BODY_LIMIT) return help(request, response, 413);
		if (isForeign(request)) return help(request, response, 403, '这张表单不是从本站发出的，没有办理。');
		pages(request, response, () => help(request, response, 404));
	};
}

const isOpen311 = ({ url }: IncomingMessage): boolean => url?.startsWith('/open311/') ?? false;

export const isApi = (request: IncomingMessage): boolean =>
	(request.url?.startsWith('/api/') ?? false) || isOpen311(request);

/** Hono reads the headers as they came in: what `fillIn` has found out is told to it again. */
export function apiListener(api = createApi(), open311 = createOpen311()) {
	const tell = (request: Request, { headers }: IncomingMessage): Request => {
		for (const name of FILLED_IN) request.headers.set(name, String(headers[name] ?? ''));
		return request;
	};
	return getRequestListener(
		(request, env) => {
			const incoming = env.incoming as IncomingMessage;
			return (isOpen311(incoming) ? open311 : api).fetch(tell(request, incoming), env);
		},
		{ overrideGlobalObjects: false }
	);
}

/** SvelteKit refuses such a form too, but in a language the visitor may not read. */
const isForeign = ({ method = '', headers }: IncomingMessage): boolean =>
	isChange(method) && headers.origin !== originFor(headers);

function help(request: IncomingMessage, response: ServerResponse, status: number, message?: string): void {
	const headers = securityHeaders(request.headers[PROTOCOL_HEADER] === 'https');
	headers.push(['content-type', 'text/html; charset=utf-8'], ['content-security-policy', PLAIN_CSP]);
	const elder = /(^|;\s*)elder=on(;|$)/.test(request.headers.cookie ?? '');
	const page = helpPage(status, { elder, ...(message === undefined ? {} : { message }) });
	response.writeHead(status, [...headers, ['cache-control', 'no-store']].flat()).end(page);
}
