import path from 'node:path';
import { openDatabase } from './database.js';
import { LockHeld, takeLock } from './lock.js';
import { ensureFolder } from './postgres.js';
import { dataFolder } from './project.js';
import { loadSampleIfFirst } from './sample.js';
import { Trouble } from './trouble.js';

/**
 * Reserves the data folder for this process. With a database of the operator's own several processes may share it.
 * @param {string} address where this process will answer
 */
export function reserveData(address) {
	const data = dataFolder();
	process.env.MEIHUA_DATA = data;
	ensureFolder(data);
	if (process.env.DATABASE_URL) return { data, release: () => undefined };
	try {
		return { data, ...takeLock(path.join(data, 'meihua.lock'), address) };
	} catch (error) {
		if (!(error instanceof LockHeld)) throw error;
		const { pid, note } = error.owner;
		throw new Trouble(
			`数据目录 ${data} 已经有一个梅花在运行：进程 ${pid}，地址 ${note}。\n` +
				`  直接打开那个地址即可。要重新启动，先停下它（kill ${pid}）；要另开一个，用 MEIHUA_DATA 和 PORT 指定别的数据目录和端口。`
		);
	}
}

/**
 * The migrated database with the sample in it, if it is the first start.
 * @param {string} data @param {import('./sample.js').Choice} choice
 */
export async function openInstallation(data, choice) {
	const database = await openDatabase(data);
	try {
		await loadSampleIfFirst(database, data, choice);
		return database;
	} catch (error) {
		await database.stop();
		throw error;
	}
}
