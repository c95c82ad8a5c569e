import fs from 'node:fs';
import path from 'node:path';
import { createDatabase, migrate } from './migrate.js';
import { startPostgres } from './postgres.js';
import { bornAt } from './processes.js';
import { inProject } from './project.js';

/** What a crash would lose does not matter here: tests want speed. */
const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 };

/**
 * A database server for one run of the tests, with the migrated database template_meihua to clone from. It ends with
 * this process. Several runs may go on at once.
 * @param {{ durable?: boolean }} [how] durable: commits reach the disk, for measurements and for tests that kill
 */
export async function openScratch({ durable = false } = {}) {
	const runs = inProject('.data-test');
	await sweep(runs);
	const folder = path.join(runs, String(process.pid));
	const settings = durable ? { max_connections: 200 } : hasty;
	const postgres = await startPostgres(folder, { settings, diesWithUs: true });
	const close = async () => {
		await postgres.stop({ hard: true });
		fs.rmSync(folder, { recursive: true, force: true });
	};
	try {
		const adminUrl = postgres.url('postgres');
		await createDatabase(adminUrl, 'template_meihua');
		await migrate(postgres.url('template_meihua'));
		await createDatabase(adminUrl, 'meihua', 'template_meihua');
		return { adminUrl, url: postgres.url('meihua'), folder, data: path.join(folder, 'data'), close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Clears away what killed runs left. @param {string} runs */
async function sweep(runs) {
	const left = fs.existsSync(runs) ? fs.readdirSync(runs) : [];
	for (const name of left.filter((pid) => !bornAt(Number(pid)))) {
		const folder = path.join(runs, name);
		if (fs.existsSync(path.join(folder, 'postgres/postmaster.pid')))
			await (await startPostgres(folder)).stop({ hard: true });
		fs.rmSync(folder, { recursive: true, force: true });
	}
}
