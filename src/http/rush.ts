import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { systemClock, type Clock } from '#kernel/clock.ts';
import { theDatabase, type Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import type { Place, RushOperation } from '#kernel/rush.ts';
import { actorOf, type Presence } from '#modules/identity/server.ts';
import { signUpRush } from '#modules/posts/server.ts';
import { claimRush } from '#modules/wishes/server.ts';
import { toldError } from './failure.ts';
import { countChange } from './rate.ts';
import { securityHeaders } from './security-headers.ts';
import { ADDRESS_HEADER, originFor, PROTOCOL_HEADER } from './visit.ts';

interface Options {
	operations: readonly RushOperation[];
	database: () => Db;
	clock: Clock;
}

/**
 * Answers the operations that crowds ask for in front of the API. Only what is plain is answered here: somebody signed in, on
 * this site, with a well-formed body. All else goes on to the API as it came, so there is one place that words its refusals.
 */
export function rushes(
	api: RequestListener,
	{ operations = [claimRush, signUpRush], database = theDatabase, clock = systemClock }: Partial<Options> = {}
): RequestListener {
	const known = operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }));

	return (request, response) => {
		if (!isPlain(request)) return api(request, response);
		for (const { operation, pattern } of known) {
			const place = pattern.exec(request.url ?? '')?.groups;
			if (place) return collect(request, (body) => void answer(operation, place, request, response, body));
		}
		api(request, response);
	};

	async function answer(
		{ path, prepare }: RushOperation,
		place: Place,
		request: IncomingMessage,
		response: ServerResponse,
		body: Buffer
	): Promise<void> {
		try {
			const run = prepare(read(body));
			const key = request.headers['idempotency-key']?.toString().toLowerCase();
			const presence = run && (key === undefined || isId(key)) && isOurs(request) && (await presenceOf(request));
			if (!presence || presence.actor.kind !== 'account' || presence.needsTwoFactor)
				return again(request, response, body);
			const { actor } = presence;
			await countChange(actor, String(request.headers[ADDRESS_HEADER]));
			send(request, response, 200, await run({ db: database(), actor, clock }, place, key));
		} catch (error) {
			const { status, body: told, retryAfter } = toldError(error, { method: 'POST', route: `/api/v1${path}` });
			send(request, response, status, told, retryAfter ? ['retry-after', String(retryAfter)] : []);
		}
	}

	function presenceOf({ headers: { authorization, cookie } }: IncomingMessage): Promise<Presence> {
		const known = new Headers({ ...(authorization && { authorization }), ...(cookie && { cookie }) });
		return actorOf(database(), known, clock);
	}

	/** The body has been read: the listener of the API takes it from here. */
	function again(request: IncomingMessage, response: ServerResponse, rawBody: Buffer): void {
		api(Object.assign(request, { rawBody }), response);
	}
}

/** Bytes; what is larger is none of these operations' business. */
const MOST = 64 * 1024;

const isPlain = ({ method, headers }: IncomingMessage): boolean =>
	method === 'POST' &&
	headers['content-type'] === 'application/json' &&
	headers['transfer-encoding'] === undefined &&
	Number(headers['content-length']) <= MOST;

/** Nothing that would have to be decoded, and no longer than the API's own schema allows. */
const patternOf = (path: string): RegExp => new RegExp(`^/api/v1${path.replace(/\{(\w+)\}/g, '(?<$1>[\\w-]{1,40})')}$`);

/** A browser sends cookies along from any page. */
const isOurs = ({ headers }: IncomingMessage): boolean =>
	headers.cookie === undefined || headers.origin === originFor(headers);

function collect(request: IncomingMessage, whole: (body: Buffer) => void): void {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => whole(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
}

function read(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString());
	} catch {
		return undefined; // the API says what is wrong with it
	}
}

const KEPT_BY_NOBODY = ['content-type', 'application/json', 'cache-control', 'no-store'];
const always = { http: securityHeaders(false).flat(), https: securityHeaders(true).flat() };

function send(
	{ headers }: IncomingMessage,
	response: ServerResponse,
	status: number,
	value: unknown,
	more: string[] = []
): void {
	const body = JSON.stringify(value);
	const secured = headers[PROTOCOL_HEADER] === 'https' ? always.https : always.http;
	const length = ['content-length', String(Buffer.byteLength(body))];
	response.writeHead(status, [...KEPT_BY_NOBODY, ...secured, ...length, ...more]).end(body);
}
