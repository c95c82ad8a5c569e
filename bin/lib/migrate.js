import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { Logger, runMigrations } from 'graphile-worker';
import { inProject, sha256 } from './project.js';
import { say, Trouble } from './trouble.js';
import { connect } from './connect.js';

/** @typedef {{ version: string, sql: string, checksum: string }} Migration */

/**
 * Creates a database unless it exists.
 * @param {string} adminUrl @param {string} name @param {string} [template]
 * @returns {Promise<boolean>} whether it was created
 */
export async function createDatabase(adminUrl, name, template) {
	const client = await connect(adminUrl);
	try {
		const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
		if (rowCount) return false;
		await client.query(
			`create database ${pg.escapeIdentifier(name)}${template ? ` template ${pg.escapeIdentifier(template)}` : ''}`
		);
		return true;
	} finally {
		await client.end();
	}
}

/**
 * Brings a database to the state this code expects: roles, then db/migrations in order, each in its own
 * transaction, then the job queue's own tables. Forward only; several processes may call it at once.
 * @param {string} url
 * @param {string} [folder] of the migrations
 * @returns {Promise<string[]>} the versions applied now
 */
export async function migrate(url, folder = inProject('db/migrations')) {
	const applied = await migrateTables(url, folder);
	await runMigrations({ connectionString: url, logger: silent });
	return applied;
}

/**
 * The migrations of a folder, in order.
 * @param {string} folder
 * @returns {Migration[]}
 */
export function readMigrations(folder) {
	const files = fs
		.readdirSync(folder)
		.filter((name) => name.endsWith('.sql'))
		.sort();
	const odd = files.find(
		(name, i) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name) || files[i - 1]?.slice(0, 4) === name.slice(0, 4)
	);
	if (odd) throw new Trouble(`迁移文件 ${odd} 的名字不对：要写成 0001_name.sql，编号不能重复。`);
	return files.map((name) => {
		const sql = fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
		return { version: name.slice(0, -4), sql, checksum: sha256(sql) };
	});
}

/** @param {string} url @param {string} folder */
async function migrateTables(url, folder) {
	const client = await connect(url);
	try {
		await requireVersion(client);
		await client.query('select pg_advisory_lock($1)', [lockKey]);
		await apply(client, path.join(folder, '../roles.sql'));
		await client.query(
			'create table if not exists public.schema_migration (version text primary key, checksum text not null, applied_at timestamptz not null default now())'
		);
		const pending = await findPending(client, readMigrations(folder));
		if (pending.length > 0) say(`正在更新数据库结构（${pending.length} 步）……`);
		for (const migration of pending) await applyMigration(client, migration);
		return pending.map(({ version }) => version);
	} finally {
		await client.end(); // gives the lock back too
	}
}

/** The queue's own migrations are not the operator's business; its errors are thrown. */
const silent = new Logger(() => () => undefined);

const lockKey = 72_700_118;

/** @param {pg.Client} client */
async function requireVersion(client) {
	const { rows } = await client.query('show server_version_num');
	const major = Math.floor(Number(rows[0].server_version_num) / 10_000);
	if (major < 15) throw new Trouble(`DATABASE_URL 指向的是 PostgreSQL ${major}，需要 15 或更新的版本。`);
}

/** @param {pg.Client} client @param {Migration[]} migrations */
async function findPending(client, migrations) {
	const { rows } = await client.query('select version, checksum from public.schema_migration order by version');
	const known = new Map(migrations.map((migration) => [migration.version, migration.checksum]));
	for (const { version, checksum } of rows) {
		if (!known.has(version))
			throw new Trouble(
				`数据库比程序新：它已经有 ${version}，而这个版本的程序不认识它。请改用更新的程序版本；数据没有改动。`
			);
		if (known.get(version) !== checksum)
			throw new Trouble(
				`迁移文件 ${version}.sql 在应用之后被改动过。已应用的迁移不能再改，请恢复原文件，另写一个新的迁移。`
			);
	}
	const done = new Set(rows.map(({ version }) => version));
	return migrations.filter(({ version }) => !done.has(version));
}

/** @param {pg.Client} client @param {Migration} migration */
async function applyMigration(client, { version, sql, checksum }) {
	await client.query('begin');
	try {
		await client.query(sql);
		await client.query('insert into public.schema_migration (version, checksum) values ($1, $2)', [version, checksum]);
		await client.query('commit');
	} catch (error) {
		await client.query('rollback');
		throw new Trouble(`迁移 ${version} 没有成功，已经撤回，数据库停在它之前：${place(error, sql)}`);
	}
}

/** @param {pg.Client} client @param {string} file */
async function apply(client, file) {
	if (!fs.existsSync(file)) return;
	const sql = fs.readFileSync(file, 'utf8');
	try {
		await client.query(sql);
	} catch (error) {
		throw new Trouble(
			`无法准备数据库角色（${path.basename(file)}）：${place(error, sql)}\n连接数据库的用户要有 CREATEROLE 权限，或请数据库管理员先运行一次 db/roles.sql。`
		);
	}
}

/** What went wrong, and in which line. @param {unknown} error @param {string} sql */
function place(error, sql) {
	const { message, position } = /** @type {pg.DatabaseError} */ (error);
	return position ? `${message}（第 ${sql.slice(0, Number(position)).split('\n').length} 行）` : message;
}
