import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A migrated database of one's own, cloned from the template. */
export interface Clone {
	url: string;
	drop(): Promise<void>;
}

export async function cloneDatabase(): Promise<Clone> {
	const adminUrl = process.env['TEST_ADMIN_URL'];
	if (!adminUrl) throw new Error('TEST_ADMIN_URL is not set: run the tests with npm test');
	const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
	const admin = new pg.Client({ connectionString: adminUrl });
	await admin.connect();
	await admin.query(`create database ${name} template template_meihua strategy file_copy`);
	const url = new URL(adminUrl);
	url.pathname = `/${name}`;
	return {
		url: url.href,
		drop: async () => {
			await admin.query(`drop database ${name} with (force)`);
			await admin.end();
		}
	};
}
