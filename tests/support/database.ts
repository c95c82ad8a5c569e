import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import { systemClock, type Clock } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import { appPool, closeDatabase, databaseOf, type Db } from '#kernel/db.ts';

export interface TestDatabase {
	db: Db;
	url: string;
	contextOf(actor?: Actor, clock?: Clock): Context;
}

/** A migrated database for one test file, cloned from the template and dropped when the file is done. */
export async function testDatabase(): Promise<TestDatabase> {
	const adminUrl = process.env['TEST_ADMIN_URL'];
	if (!adminUrl) throw new Error('TEST_ADMIN_URL is not set: run the tests with npm test');
	const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
	const admin = new pg.Client({ connectionString: adminUrl });
	await admin.connect();
	await admin.query(`create database ${name} template template_meihua strategy file_copy`);
	const url = new URL(adminUrl);
	url.pathname = `/${name}`;
	process.env['DATABASE_URL'] = url.href;
	process.env['MEIHUA_KEYS'] ??= '1:a-key-for-tests-only-0123456789abcdef';
	const pool = appPool(url.href, 8);
	const db = databaseOf(pool);
	afterAll(async () => {
		await closeDatabase();
		await pool.end();
		await admin.query(`drop database ${name} with (force)`);
		await admin.end();
	});
	return { db, url: url.href, contextOf: (actor = system('test'), clock = systemClock) => ({ db, actor, clock }) };
}
