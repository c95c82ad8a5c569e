import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { appPool, databaseOf, type Db } from '#kernel/db.ts';
import { inProject } from '../../bin/lib/project.js';
import { cloneDatabase } from './clone.ts';

/** The built application on a database of its own, without the sample: what is done in it concerns no other test. */
export interface TestApp {
	origin: string;
	db: Db;
	stop(): Promise<void>;
}

export async function startTestApp(): Promise<TestApp> {
	const clone = await cloneDatabase();
	const port = await freePort();
	const child = spawn(process.execPath, [inProject('tests/e2e/serve.ts')], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, DATABASE_URL: clone.url, PORT: String(port), E2E_EMPTY: '1' }
	});
	const gone = once(child, 'exit');
	const pool = appPool(clone.url, 8);
	const origin = `http://127.0.0.1:${port}`;
	await Promise.race([
		isReady(origin),
		gone.then(() => {
			throw new Error('the application did not start');
		})
	]);
	return {
		origin,
		db: databaseOf(pool),
		stop: async () => {
			child.kill();
			await gone;
			await pool.end();
			await clone.drop();
		}
	};
}

async function isReady(origin: string): Promise<void> {
	for (let tries = 0; tries < 600; tries += 1) {
		const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error('the application does not get ready');
}

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
