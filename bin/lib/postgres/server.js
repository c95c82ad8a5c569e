import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isPostmaster } from '../processes.js';
import { shortName, wait } from '../project.js';
import { say, Trouble } from '../trouble.js';
import { serverEnvironment } from './cluster.js';
import { passesByItself, sentenceForLog } from './sentences.js';

/** @typedef {import('./place.js').Place} Place */
/** @typedef {{ pid: number, socket: string }} Running the server's process and the folder of its socket */
/** @typedef {{ settings?: Record<string, string | number>, diesWithUs?: boolean }} Options */

/**
 * The server that runs on this data directory, started or already there (left behind by a process that was killed).
 * We start `postgres` itself, not pg_ctl: no shell in between that a path could confuse, and its end is seen at once.
 * @param {Place} place @param {Options} options
 * @returns {Promise<Running & { adopted: boolean }>}
 */
export async function ensureRunning(place, options = {}) {
	const deadline = Date.now() + 60_000;
	for (;;) {
		const found = await whenReady(place);
		if (found) return { ...found, adopted: true };
		clearLeftovers(place);
		const outcome = await start(place, options);
		if (typeof outcome !== 'string') return { ...outcome, adopted: false };
		if (!passesByItself(outcome) || Date.now() > deadline) throw new Trouble(sentenceForLog(outcome, place.cluster));
		await wait(300);
	}
}

/**
 * Stops the server; open transactions are rolled back. A server that does not stop in a minute is stopped at once
 * and recovers from its log at the next start.
 * @param {Place} place @param {{ hard?: boolean }} how
 */
export async function stopServer(place, { hard = false } = {}) {
	const { pid } = pidFile(place.cluster);
	if (!isPostmaster(pid, place.cluster)) return;
	for (const signal of /** @type {NodeJS.Signals[]} */ (hard ? ['SIGQUIT'] : ['SIGINT', 'SIGQUIT'])) {
		process.kill(pid, signal);
		for (let waited = 0; waited < 60_000; waited += 20) {
			if (!isPostmaster(pid, place.cluster)) return;
			await wait(20);
		}
	}
	throw new Trouble(`数据库进程 ${pid} 停不下来，请手动结束它。`);
}

/** @param {string} cluster */
export function pidFile(cluster) {
	const file = path.join(cluster, 'postmaster.pid');
	const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
	return { pid: Number(lines[0]), socket: (lines[4] ?? '').trim(), ready: lines[7]?.trim() === 'ready' };
}

/** The server, once it takes connections; undefined when none runs. Recovery after a crash may take a while. @param {Place} place */
async function whenReady({ cluster }) {
	for (let waited = 1; ; waited++) {
		const { pid, socket, ready } = pidFile(cluster);
		if (!isPostmaster(pid, cluster)) return undefined;
		if (ready) return { pid, socket };
		if (waited % 200 === 0) say('数据库正在恢复上次没写完的数据，请稍候……');
		await wait(50);
	}
}

/** The notes of a dead server would stop a new one when their process number has been given to another program. @param {Place} place */
function clearLeftovers({ cluster }) {
	const { socket } = pidFile(cluster);
	fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
	if (socket)
		for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) fs.rmSync(path.join(socket, name), { force: true });
}

/** The running server, or what it said before it gave up. @param {Place} place @param {Options} options @returns {Promise<Running | string>} */
async function start(place, { settings = {}, diesWithUs = false }) {
	const socket = socketFolder(place);
	const all = {
		listen_addresses: '',
		port: 5432,
		unix_socket_directories: `"${socket}"`,
		unix_socket_permissions: '0700',
		...quiet,
		...settings
	};
	const tied = diesWithUs && canTie() ? untilParentDies : [];
	const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const [program = '', ...args] = [
		...place.wrap,
		...tied,
		path.join(place.native, 'bin/postgres'),
		'-D',
		place.cluster,
		...flags
	];
	const log = openLog(`${place.cluster}.log`);
	const child = spawn(program, args, {
		...place.identity,
		cwd: '/',
		detached: true,
		env: serverEnvironment(),
		stdio: ['ignore', log.fd, log.fd]
	});
	let ended = child.pid === undefined;
	child.on('exit', () => (ended = true)).on('error', () => (ended = true));
	child.unref();
	while (!ended) {
		const running = await whenReady(place);
		if (running) break;
		await wait(20);
	}
	fs.closeSync(log.fd);
	return ended ? fs.readFileSync(log.file).subarray(log.size).toString() : { pid: child.pid ?? 0, socket };
}

/** The kernel ends the server when we are killed; where there is no such command, the next run cleans up. */
const untilParentDies = ['setpriv', '--pdeathsig', 'INT', '--'];
const canTie = () => spawnSync(untilParentDies[0] ?? '', [...untilParentDies.slice(1), 'true']).status === 0;

/** Personal data stays out of the log: a terse line names the broken rule, not the row that broke it. */
const quiet = { max_connections: 100, log_error_verbosity: 'terse', log_parameter_max_length_on_error: 0 };

/** A private folder for the socket, 0700. A path of more than about 100 bytes is refused by the system. @param {Place} place */
function socketFolder({ cluster, owner }) {
	const near = path.join(path.dirname(cluster), 'socket');
	const isNear = Buffer.byteLength(near) < 80 && !near.includes('"');
	const folder = isNear ? near : path.join(os.tmpdir(), shortName(cluster));
	fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
	const found = fs.lstatSync(folder);
	if (!isNear && !(found.isDirectory() && [process.getuid?.(), owner?.uid].includes(found.uid)))
		throw new Trouble(`${folder} 属于另一个用户，数据库不能使用。请删除它，或用 TMPDIR 指定另一个临时目录。`);
	if (owner) fs.chownSync(folder, owner.uid, owner.gid);
	fs.chmodSync(folder, 0o700);
	return folder;
}

/** One older log is kept. @param {string} file */
function openLog(file) {
	const { size = 0 } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
	const full = size > 10_000_000;
	if (full) fs.renameSync(file, `${file}.1`);
	return { file, size: full ? 0 : size, fd: fs.openSync(file, 'a', 0o600) };
}
