import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appPool, databaseOf } from '#kernel/db.ts';
import { testDatabase } from '#tests/support/database.ts';
import { readiness } from './probes.ts';

const { db } = await testDatabase();
const applied = async () =>
	(await sql<{ version: string }>`select version from public.schema_migration`.execute(db)).rows.map(
		(row) => row.version
	);

test('a process is ready for the database it was made for', async () => {
	expect(await readiness(db)).toEqual({ ready: true, why: 'ok' });
});

test('a process is not ready for an older database, nor for a newer one', async () => {
	const versions = await applied();
	expect(await readiness(db, [...versions, '9999_later'])).toEqual({ ready: false, why: '数据库还缺 9999_later' });
	expect(await readiness(db, versions.slice(1))).toEqual({ ready: false, why: `数据库比程序新：${versions[0]}` });
});

test('a process is not ready when the database does not answer', async () => {
	const gone = databaseOf(appPool('postgres://nobody@127.0.0.1:1/nothing', 1));
	expect(await readiness(gone, [])).toEqual({ ready: false, why: '数据库没有回答' });
	await gone.destroy();
});
