import { connect } from './connect.js';
import { createDatabase, migrate } from './migrate.js';
import { startPostgres } from './postgres.js';
import { discardHalfSample } from './sample.js';

/**
 * The database of this installation, migrated: DATABASE_URL, else the one that comes with the application.
 * Sets DATABASE_URL for what runs next in this process.
 * @param {string} data the data folder, absolute
 * @returns {Promise<{ url: string, embedded: boolean, stop: () => Promise<void> }>}
 */
export async function openDatabase(data) {
	const given = process.env.DATABASE_URL;
	if (given) {
		await migrate(given);
		return { url: given, embedded: false, stop: () => Promise.resolve() };
	}
	const postgres = await startPostgres(data);
	postgres.keepAlive();
	const url = postgres.url('meihua');
	try {
		await discardHalfSample(postgres.url('postgres'), data);
		await createDatabase(postgres.url('postgres'), 'meihua');
		await migrate(url);
	} catch (error) {
		await postgres.stop();
		throw error;
	}
	process.env.DATABASE_URL = url;
	return { url, embedded: true, stop: postgres.stop };
}

/**
 * Whether anybody else uses the server of this database: then it is left running.
 * @param {string} url
 */
export async function isInUse(url) {
	const client = await connect(url);
	try {
		const others =
			"select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1";
		return Boolean((await client.query(others)).rowCount);
	} finally {
		await client.end();
	}
}
