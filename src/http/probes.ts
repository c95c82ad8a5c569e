import { readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from 'kysely';
import { theDatabase, type Db } from '#kernel/db.ts';
import { metricsText } from './metrics.ts';
import { isLocal } from './visit.ts';

/** What the operator's own tools ask: none of it concerns a visitor. False when the request is none of these. */
export function answerProbe(request: IncomingMessage, response: ServerResponse): boolean {
	switch (request.url) {
		case '/healthz':
			say(response, 200, 'ok');
			return true;
		case '/readyz':
			void readiness().then(({ ready, why }) => say(response, ready ? 200 : 503, why));
			return true;
		case '/metrics':
			if (!isLocal(request)) say(response, 404, 'not here');
			else void metricsText().then((text) => say(response, 200, text, 'text/plain; version=0.0.4; charset=utf-8'));
			return true;
		default:
			return false;
	}
}

/** Whether this process can serve: the database answers, and its structure is the one this program was made for. */
export async function readiness(db: Db = theDatabase(), known: readonly string[] = migrations()) {
	try {
		const { rows } = await sql<{ version: string }>`select version from public.schema_migration`.execute(db);
		const applied = new Set(rows.map(({ version }) => version));
		const missing = known.filter((version) => !applied.has(version));
		const foreign = [...applied].filter((version) => !known.includes(version));
		if (missing.length > 0) return { ready: false, why: `数据库还缺 ${missing.join(' ')}` };
		if (foreign.length > 0) return { ready: false, why: `数据库比程序新：${foreign.join(' ')}` };
		return { ready: true, why: 'ok' };
	} catch {
		return { ready: false, why: '数据库没有回答' };
	}
}

let versions: string[] | undefined;

/** Those that lay beside the program when it first looked; later ones belong to a newer program. */
const migrations = (): string[] =>
	(versions ??= readdirSync('db/migrations')
		.filter((name) => name.endsWith('.sql'))
		.map((name) => name.slice(0, -4)));

const say = (response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8') =>
	response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
