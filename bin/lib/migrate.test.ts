import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connect } from './connect.js';
import { createDatabase, migrate, readMigrations } from './migrate.js';

const adminUrl = process.env.TEST_ADMIN_URL ?? '';
const name = `t_migrate_${process.pid}`;
const url = Object.assign(new URL(adminUrl || 'postgres://localhost/'), { pathname: `/${name}` }).href;

let client: pg.Client;
beforeAll(async () => {
	await createDatabase(adminUrl, name);
	client = await connect(url);
});
afterAll(async () => {
	await client.end();
	const admin = await connect(adminUrl);
	await admin.query(`drop database ${name} with (force)`);
	await admin.end();
});

function folderWith(files: Record<string, string>) {
	const folder = mkdtempSync(path.join(tmpdir(), 'meihua-migrations-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	for (const [file, sql] of Object.entries(files)) writeFileSync(path.join(folder, file), sql);
	return folder;
}

test('migrations are applied once, in order; what failed is undone and tells its line', async () => {
	const files = {
		'0001_first.sql': 'create table first (id int);',
		'0002_second.sql': 'alter table first add second int;'
	};
	expect(await migrate(url, folderWith(files))).toEqual(['0001_first', '0002_second']);
	expect(await migrate(url, folderWith(files))).toEqual([]);
	const broken = { ...files, '0003_broken.sql': 'create table third (id int);\nselect nonsense;' };
	await expect(migrate(url, folderWith(broken))).rejects.toThrow(/0003_broken.*第 2 行/s);
	expect((await client.query("select to_regclass('third') as third")).rows[0].third).toBeNull();
});

test('an applied migration that was changed is refused', async () => {
	const changed = folderWith({ '0001_first.sql': 'create table other (id int);', '0002_second.sql': '' });
	await expect(migrate(url, changed)).rejects.toThrow('0001_first.sql 在应用之后被改动过');
});

test('a database newer than the program is refused', async () => {
	await expect(migrate(url, folderWith({ '0001_first.sql': 'create table first (id int);' }))).rejects.toThrow(
		'数据库比程序新'
	);
});

test('two migrations may not share a number', () => {
	expect(() => readMigrations(folderWith({ '0001_a.sql': '', '0001_b.sql': '' }))).toThrow('0001_b.sql');
});
