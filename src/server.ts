import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { env } from '#env';
import { closeDatabase, theDatabase } from '#kernel/db.ts';
import { setUpLink as linkOf } from '#modules/directory/server.ts';
import { endWallStreams } from '#modules/wishes/server.ts';
import { apiListener, front, isApi } from './http/front.ts';
import type { Handler } from './http/micro-cache.ts';
import { fillIn } from './http/visit.ts';
import { startListening } from './subscriptions.server.ts';
import { startWork } from './worker.ts';

/** What requests under way are given to finish when the process stops. */
const PATIENCE_MS = 10_000;

/** Serves pages and API, and works the queue unless told not to. Rejects with the system's code when it cannot listen. */
export async function startServer(kit: Handler, { port, host }: { port: number; host: string }) {
	startListening();
	const server = http.createServer(
		{ headersTimeout: 20_000, requestTimeout: 120_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5000 },
		front(kit)
	);
	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
	const work = env().worker ? await startWork() : undefined;
	return {
		url: addressOf(server, host),
		/** What is under way is finished, jobs go on or back to the queue, connections are closed. */
		stop: async () => {
			await Promise.all([close(server), work?.stop()]);
			await closeDatabase();
		}
	};
}

/** The path on which an installation without a centre is set up; nothing when there is one. */
export const setUpLink = (): Promise<string | undefined> => linkOf(theDatabase());

let inDevelopment: ReturnType<typeof apiListener> | undefined;

/** In development Vite serves the pages; the API answers in front of it. */
export function answerApi(request: IncomingMessage, response: ServerResponse, next: () => void): void {
	if (!isApi(request)) return next();
	startListening();
	fillIn(request);
	void (inDevelopment ??= apiListener())(request, response);
}

async function close(server: Server): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	endWallStreams();
	const sweep = setInterval(() => server.closeIdleConnections(), 50);
	const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
	await closed;
	clearInterval(sweep);
	clearTimeout(patience);
}

function addressOf(server: Server, host: string): string {
	const { port } = server.address() as AddressInfo;
	const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
	return `http://${name}:${port}`;
}
