import type { IncomingMessage, ServerResponse } from 'node:http';
import { maybePublic, PUBLIC_HEADER } from './anonymous.ts';
import { boundedStore } from './bounded-store.ts';
import { counters } from './metrics.ts';
import { pageOf, sendPage, sizeOf, type Page } from './page.ts';
import { PROTOCOL_HEADER } from './visit.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * How long a page may be shown after its rendering began, in milliseconds. Less than the second within which every
 * process has to be right, so nobody needs to be told when something changes. See docs/decisions/004.
 */
export const KEPT_MS = 800;

/** The answer to this address is not the same for everybody: each visitor gets a rendering of their own. */
const OWN = 'own';

/** What a rendering came to; nothing when the visitor for whom it was made has left. */
type Outcome = Page | typeof OWN | undefined;

interface Rendering {
	since: number;
	/** Known as soon as the answer begins, or when the page is whole. Never fails. */
	outcome: Promise<Outcome>;
}

/**
 * Answers for SvelteKit while a page that is the same for everybody is fresh. Visitors who come while it is being
 * rendered wait for that one rendering.
 */
export function microCache(kit: Handler, now: () => number = () => performance.now()): Handler {
	const pages = boundedStore<Page | typeof OWN>({ entries: 500, bytes: 64 * 1024 * 1024, now });
	const renderings = new Map<string, Rendering>();

	return function answer(request, response, next) {
		const { method, url = '', headers } = request;
		if (!maybePublic(method, headers.cookie, headers.authorization) || isFile(url)) return kit(request, response, next);
		const key = `${headers[PROTOCOL_HEADER]} ${headers.host} ${headers.cookie === 'elder=on' ? 'elder' : ''} ${url}`;
		const give = (outcome: Outcome): void => {
			if (outcome === undefined) return answer(request, response, next);
			if (outcome === OWN) return kit(request, response, next);
			counters.cached += 1;
			sendPage(outcome, request, response);
		};
		const kept = pages.get(key);
		if (kept) return give(kept);
		const other = renderings.get(key);
		if (other && now() - other.since < KEPT_MS) return void other.outcome.then(give);

		const { promise: outcome, resolve } = Promise.withResolvers<Outcome>();
		const rendering = { since: now(), outcome };
		renderings.set(key, rendering);
		render(kit, request, response, next, (value) => {
			if (value) pages.set(key, value, value === OWN ? key.length : sizeOf(value), rendering.since + KEPT_MS);
			if (renderings.get(key) === rendering) renderings.delete(key);
			resolve(value);
		});
	};
}

/** Files of the build have a suffix, and an answer for unchanged ones that is not ours to take away. */
const isFile = (url: string): boolean => url.startsWith('/_app/') || /\.[a-z0-9]+(\?|$)/i.test(url);

/** Lets SvelteKit answer, and holds a page that is for everybody back until it is whole. */
function render(
	kit: Handler,
	request: IncomingMessage,
	response: ServerResponse,
	next: () => void,
	end: (outcome?: Outcome) => void
): void {
	const ifNoneMatch = request.headers['if-none-match'];
	delete request.headers['if-none-match'];
	// the visitor may leave before the answer: then the next one begins anew
	response.once('close', () => end());
	const { writeHead } = response;
	response.writeHead = function begin(status: number, ...rest: never[]) {
		response.writeHead = writeHead;
		if (!isForEverybody(status, response)) {
			response.removeHeader(PUBLIC_HEADER);
			end(OWN);
			return response.writeHead(status, ...rest);
		}
		hold(response, (page) => {
			end(page);
			if (ifNoneMatch !== undefined) request.headers['if-none-match'] = ifNoneMatch;
			sendPage(page, request, response);
		});
		return response;
	} as typeof writeHead;
	kit(request, response, next);
}

const isForEverybody = (status: number, response: ServerResponse): boolean =>
	status === 200 &&
	response.getHeader(PUBLIC_HEADER) === 'public' &&
	String(response.getHeader('content-type')).startsWith('text/html') &&
	!response.hasHeader('set-cookie') &&
	!response.hasHeader('vary');

/** Collects what is written, and gives the response back as it was before the first header. */
function hold(response: ServerResponse, whole: (page: Page) => void): void {
	const { write, end } = response;
	const chunks: Buffer[] = [];
	const keep = (chunk: unknown) => {
		if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as Uint8Array));
	};
	response.write = ((chunk: unknown) => {
		keep(chunk);
		return true;
	}) as typeof write;
	response.end = ((chunk: unknown) => {
		keep(chunk);
		Object.assign(response, { write, end });
		response.removeHeader(PUBLIC_HEADER);
		const headers = response.getHeaders();
		for (const name of response.getHeaderNames()) response.removeHeader(name);
		whole(pageOf(headers, Buffer.concat(chunks)));
		return response;
	}) as typeof end;
}
