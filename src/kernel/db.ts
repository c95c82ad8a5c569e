import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely';
import pg from 'pg';
import { env } from '#env';
import { PreparingClient } from './prepared.ts';
import type { DB } from './tables.ts';

export type Db = Kysely<DB>;
export type Transaction = KyselyTransaction<DB>;

// A date is a calendar day, not a moment: it stays the text YYYY-MM-DD.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Counts and fen stay below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A pool whose every connection works as the application's role, which cannot change history. */
export const appPool = (connectionString: string, max: number): pg.Pool =>
	watched({
		connectionString,
		max,
		// a rush after a quiet while finds its connections open and its statements prepared
		idleTimeoutMillis: 600_000,
		options: '-c role=meihua_app -c statement_timeout=30s',
		Client: PreparingClient
	});

/** A small pool of the owner's role, for the job queue and for commands of the operator. */
export const ownerPool = (connectionString: string, max = 4): pg.Pool => watched({ connectionString, max });

export const databaseOf = (pool: pg.Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });

let pool: pg.Pool | undefined;
let database: Db | undefined;

/** The process's own pool: opened on first use, never at import (the build imports server modules). */
export const thePool = (): pg.Pool => (pool ??= appPool(databaseUrl(), env().databasePool));
export const theDatabase = (): Db => (database ??= databaseOf(thePool()));

/** Closes what was opened; for a graceful stop and for tests. */
export async function closeDatabase(): Promise<void> {
	await pool?.end();
	pool = database = undefined;
}

export function databaseUrl(): string {
	const url = env().databaseUrl;
	if (!url) throw new Error('DATABASE_URL is not set: the launcher sets it before the application starts');
	return url;
}

/** A lost connection is reported by the query that used it; an idle one is simply replaced. */
function watched(config: pg.PoolConfig): pg.Pool {
	const made = new pg.Pool({ connectionTimeoutMillis: 5000, application_name: 'meihua', ...config });
	made.on('connect', (client) => client.on('error', () => undefined));
	made.on('error', () => undefined);
	return made;
}
