import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { postgresPackage } from '../install.js';
import { ROOT, shortName } from '../project.js';
import { Trouble } from '../trouble.js';

/**
 * Where the database lives and as whom it runs.
 * @typedef {object} Place
 * @property {string} native the folder of the programs
 * @property {string} cluster the data directory
 * @property {string[]} wrap what stands before a command so that it does not run as root
 * @property {{ uid?: number, gid?: number }} identity of the process
 * @property {{ uid: number, gid: number } | undefined} owner of the files; undefined when they are simply ours
 * @property {number} major version of the programs
 */

/**
 * PostgreSQL refuses to run as root. Then it runs as an ordinary user, if one can enter the folders; else, without
 * copying anything, as nobody inside a user namespace (root outside); else from a copy of the programs.
 * @param {string} data the installation's data folder
 * @returns {Place}
 */
export function choosePlace(data) {
	const native = path.join(postgresPackage(), 'native');
	if (!fs.existsSync(path.join(native, 'bin/postgres')))
		throw new Trouble('这个平台没有自带的 PostgreSQL。请用 DATABASE_URL 指定一个数据库（PostgreSQL 15 或更新）。');
	const link = path.join(data, 'postgres');
	const cluster = fs.existsSync(link) ? fs.realpathSync(link) : path.join(fs.realpathSync(data), 'postgres');
	if (process.getuid?.() !== 0) return ours(native, cluster);
	return (
		asUser(native, cluster) ??
		inNamespace(native, cluster) ??
		asUser(copied(native), cluster) ??
		movedOut(copied(native), cluster)
	);
}

/** @param {string} native @param {string} cluster @returns {Place} */
function ours(native, cluster) {
	const major = majorOf(native, cluster, [], {});
	if (!major)
		throw new Trouble(`自带的 PostgreSQL 在这台机器上无法运行（${native}）。请用 DATABASE_URL 指定一个数据库。`);
	return { native, cluster, wrap: [], identity: {}, owner: undefined, major };
}

/** @param {string} native @param {string} cluster @returns {Place | undefined} */
function asUser(native, cluster) {
	for (const user of ordinaryUsers(cluster)) {
		const major = majorOf(native, cluster, [], user);
		if (major) return { native, cluster, wrap: [], identity: user, owner: user, major };
	}
}

/** @param {string} native @param {string} cluster @returns {Place | undefined} */
function inNamespace(native, cluster) {
	const wrap = ['unshare', '-U', '--map-user=65534', '--map-group=65534', '--'];
	const major = majorOf(native, cluster, wrap, {});
	return major ? { native, cluster, wrap, identity: {}, owner: { uid: 0, gid: 0 }, major } : undefined;
}

/** Nobody may enter the data folder either: the cluster moves out, and a link stays in its place. @param {string} native @param {string} cluster */
function movedOut(native, cluster) {
	const outside = path.join(path.dirname(native), `cluster-${shortName(cluster)}`);
	const place = fs.existsSync(cluster) ? undefined : asUser(native, outside);
	if (!place)
		throw new Trouble(
			`没有普通用户能进入 ${path.dirname(cluster)}，数据库不能以 root 身份运行。请换用普通用户启动，或用 MEIHUA_DATA 指定一个别人也能进入的目录。`
		);
	fs.rmSync(cluster, { force: true }); // a link to nowhere, should the first start have been cut off
	fs.symlinkSync(outside, cluster);
	return place;
}

/** A copy of the programs where everybody can read them. @param {string} native */
function copied(native) {
	const version = JSON.parse(fs.readFileSync(path.join(native, '../package.json'), 'utf8')).version;
	const copy = path.join('/var/lib', shortName(ROOT), `postgresql-${version}`);
	if (!fs.existsSync(copy)) {
		fs.rmSync(`${copy}.part`, { recursive: true, force: true });
		fs.mkdirSync(path.dirname(copy), { recursive: true });
		fs.chmodSync(path.dirname(copy), 0o755); // whatever the umask
		fs.cpSync(native, `${copy}.part`, { recursive: true, verbatimSymlinks: true });
		spawnSync('chmod', ['-R', 'a+rX', `${copy}.part`]);
		fs.renameSync(`${copy}.part`, copy);
	}
	return copy;
}

/** The user who owns the cluster already comes first. @param {string} cluster */
function ordinaryUsers(cluster) {
	const users = fs
		.readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const named = ['postgres', 'nobody'].flatMap((name) =>
		users.filter(([user]) => user === name).map(([, , uid, gid]) => ({ uid: Number(uid), gid: Number(gid) }))
	);
	const { uid = 0, gid = 0 } = fs.statSync(cluster, { throwIfNoEntry: false }) ?? {};
	return uid ? [{ uid, gid }, ...named] : named;
}

/**
 * The major version the programs report when they run like this; undefined when they cannot: asked of the kernel.
 * @param {string} native @param {string} cluster @param {string[]} wrap @param {{ uid?: number, gid?: number }} identity
 */
function majorOf(native, cluster, wrap, identity) {
	const script =
		'cd "$1" && test -r "$2/share/postgresql/postgres.bki" && test -x "$2/bin/initdb" && exec "$2/bin/postgres" --version';
	const [program = 'sh', ...args] = [...wrap, 'sh', '-c', script, 'sh', path.dirname(cluster), native];
	const { status, stdout } = spawnSync(program, args, { ...identity, cwd: '/', encoding: 'utf8' });
	return status === 0 ? Number(/\d+/.exec(stdout)?.[0]) : undefined;
}
