import fs from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.js';
import { isPostmaster } from './processes.js';
import { ensureCluster } from './postgres/cluster.js';
import { choosePlace } from './postgres/place.js';
import { ensureRunning, pidFile, stopServer } from './postgres/server.js';
import { inWords, say } from './trouble.js';

/**
 * The database that comes with the application: no port, no password, a private socket. The cluster is
 * <data>/postgres, its log <data>/postgres.log.
 * @typedef {object} Postgres
 * @property {boolean} adopted whether it was running already
 * @property {(database: string) => string} url
 * @property {() => void} keepAlive starts it again whenever it is killed, until stop()
 * @property {(how?: { hard?: boolean }) => Promise<void>} stop
 */

/**
 * Starts or adopts the database of a data folder.
 * @param {string} data absolute
 * @param {import('./postgres/server.js').Options} [options]
 * @returns {Promise<Postgres>}
 */
export async function startPostgres(data, options) {
	ensureFolder(data);
	const place = choosePlace(data);
	const running = await withLock(path.join(data, 'postgres.starting'), async () => {
		if (!isPostmaster(pidFile(place.cluster).pid, place.cluster)) ensureCluster(place);
		return ensureRunning(place, options);
	});
	const watchdog = makeWatchdog(place.cluster, () => ensureRunning(place, options));
	return {
		adopted: running.adopted,
		url: (database) => `postgres://postgres@localhost/${database}?host=${encodeURIComponent(running.socket)}`,
		keepAlive: watchdog.start,
		stop: async (how) => {
			watchdog.stop();
			await stopServer(place, how);
		}
	};
}

/** Makes the data folder; others may walk through it (the database's user must) but not look around. @param {string} data */
export function ensureFolder(data) {
	const made = fs.mkdirSync(data, { recursive: true });
	for (let folder = data; made && folder.startsWith(made); folder = path.dirname(folder)) fs.chmodSync(folder, 0o711);
	fs.accessSync(data, fs.constants.W_OK | fs.constants.X_OK);
}

/** @param {string} cluster @param {() => Promise<unknown>} restart */
function makeWatchdog(cluster, restart) {
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	let stopped = false;
	const start = () => {
		timer = setTimeout(look, 500);
	};
	const look = async () => {
		if (!isPostmaster(pidFile(cluster).pid, cluster)) await revive().catch((error) => say(inWords(error)));
		if (!stopped) start();
	};
	const revive = async () => {
		say('数据库意外停止，正在重新启动……');
		const since = Date.now();
		await restart();
		say(`数据库已恢复（${((Date.now() - since) / 1000).toFixed(1)} 秒）。`);
	};
	const stop = () => {
		stopped = true;
		clearTimeout(timer);
	};
	return { start, stop };
}
