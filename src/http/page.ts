import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A rendered page, ready to be sent many times. */
export interface Page {
	etag: string;
	body: Buffer;
	headers: string[];
	/** Made when first asked for, once. */
	copies: Partial<Record<Encoding, Copy | Promise<Copy>>>;
}

type Encoding = 'br' | 'gzip' | 'identity';

interface Copy {
	/** Name, value, name, value: the form Node writes without looking at it again. */
	headers: string[];
	body: Buffer;
}

/** Headers that belong to one sending, or that we write ourselves. */
const OWN = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'connection', 'date', 'etag', 'vary']);

export function pageOf(headers: Record<string, unknown>, body: Buffer): Page {
	const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
	const shared = Object.entries(headers)
		.filter(([name]) => !OWN.has(name))
		.flatMap(([name, value]) => [name, String(value)]);
	return { etag, body, headers: [...shared, 'etag', etag, 'vary', 'accept-encoding, cookie'], copies: {} };
}

/** How much memory it may take, with its compressed copies: bytes. */
export const sizeOf = (page: Page): number => page.body.length * 2;

/** Sends the page as the visitor can read it, or says that theirs is still good. */
export function sendPage(page: Page, request: IncomingMessage, response: ServerResponse): void {
	if (isStillGood(request.headers['if-none-match'], page.etag)) {
		response.writeHead(304, page.headers).end();
		return;
	}
	const copy = copyOf(page, encodingFor(String(request.headers['accept-encoding'] ?? '')));
	if (copy instanceof Promise) void copy.then((made) => send(made, response));
	else send(copy, response);
}

const send = ({ headers, body }: Copy, response: ServerResponse): void =>
	void response.writeHead(200, headers).end(body);

/** Weak comparison, RFC 9110 §13.1.2. */
function isStillGood(ifNoneMatch: string | undefined, etag: string): boolean {
	if (ifNoneMatch === undefined) return false;
	const opaque = etag.slice(2);
	return ifNoneMatch.split(',').some((given) => ['*', opaque].includes(given.trim().replace(/^W\//, '')));
}

function encodingFor(accepted: string): Encoding {
	if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\b)/.test(accepted)) return 'br';
	return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\b)/.test(accepted) ? 'gzip' : 'identity';
}

function copyOf(page: Page, encoding: Encoding): Copy | Promise<Copy> {
	return (page.copies[encoding] ??= make(page, encoding));
}

function make(page: Page, encoding: Encoding): Copy | Promise<Copy> {
	const copy = (body: Buffer): Copy => ({
		body,
		headers: [
			...page.headers,
			...(encoding === 'identity' ? [] : ['content-encoding', encoding]),
			'content-length',
			String(body.length)
		]
	});
	if (encoding === 'identity') return copy(page.body);
	return compress[encoding](page.body).then(
		(body) => (page.copies[encoding] = copy(body)),
		() => copyOf(page, 'identity')
	);
}

const compress = {
	// between speed and size: a page lives for less than a second
	br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
	gzip: (body: Buffer) => promisify(gzip)(body, { level: 6 })
};
