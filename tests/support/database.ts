import { afterAll } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import { systemClock, type Clock } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import { appPool, closeDatabase, databaseOf, type Db } from '#kernel/db.ts';
import { cloneDatabase } from './clone.ts';

export interface TestDatabase {
	db: Db;
	url: string;
	contextOf(actor?: Actor, clock?: Clock): Context;
}

/** A migrated database for one test file, cloned from the template and dropped when the file is done. */
export async function testDatabase(): Promise<TestDatabase> {
	const { url, drop } = await cloneDatabase();
	process.env['DATABASE_URL'] = url;
	process.env['MEIHUA_KEYS'] ??= '1:a-key-for-tests-only-0123456789abcdef';
	const pool = appPool(url, 8);
	const db = databaseOf(pool);
	afterAll(async () => {
		await closeDatabase();
		await pool.end();
		await drop();
	});
	return { db, url, contextOf: (actor = system('test'), clock = systemClock) => ({ db, actor, clock }) };
}
