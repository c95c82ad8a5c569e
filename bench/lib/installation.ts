import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type pg from 'pg';
import { ensureBuilt } from '../../bin/lib/build.js';
import { inProject } from '../../bin/lib/project.js';
import { openScratch } from '../../bin/lib/scratch.js';
import { system } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import { databaseOf, ownerPool } from '#kernel/db.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { createCentre, setSetting } from '#modules/directory/server.ts';
import { claimLimits } from '#modules/wishes/index.ts';
import { startListening } from '#src/subscriptions.server.ts';

/** A centre on a durable database of its own, without the sample. */
export interface Installation {
	url: string;
	folder: string;
	owner: pg.Pool;
	centreId: string;
	communityId: string;
	close(): Promise<void>;
}

export const SLUG = 'bench';

export async function openInstallation(): Promise<Installation> {
	process.env['MEIHUA_KEYS'] = `1:${randomBytes(32).toString('base64url')}`;
	await ensureBuilt();
	const scratch = await openScratch({ durable: true });
	process.env['DATABASE_URL'] = scratch.url;
	process.env['MEIHUA_DATA'] = scratch.data;
	startListening();
	const owner = ownerPool(scratch.url, 8);
	const context = { db: databaseOf(owner), actor: system('bench'), clock: systemClock };
	const { id, communityIds } = await createCentre(context, {
		districtName: '样例区',
		slug: SLUG,
		name: '测量用的中心',
		address: '样例街1号',
		phone: '020-00000000',
		openingHours: '每天',
		communities: ['第一社区']
	});
	// a few members claim for all
	for (const { name } of Object.values(claimLimits))
		await setSetting(context, {
			...{ centreId: id, name, value: 1000 },
			effectiveFrom: shanghaiDate(context.clock()),
			citation: '测量用'
		});
	return {
		url: scratch.url,
		folder: scratch.folder,
		owner,
		centreId: id,
		communityId: communityIds[0] ?? '',
		close: async () => {
			await owner.end();
			await scratch.close();
		}
	};
}

/** A running process of the built application, and how to end it. */
export interface App {
	url: string;
	/** Ends it at once, as the power cut would. */
	kill(): Promise<void>;
}

export async function startApp(environment: Record<string, string> = {}): Promise<App> {
	const port = await freePort();
	return startChild('app.ts', { PORT: String(port), MEIHUA_WORKER: '0', DATABASE_POOL: '16', ...environment }, port);
}

/** A bare `node:http` server that answers everything with these bytes: what a page is measured against. */
export async function startBare({ folder }: Installation, body: Buffer, headers: Record<string, string>): Promise<App> {
	const port = await freePort();
	const file = path.join(folder, `bare-${port}`);
	writeFileSync(file, body);
	return startChild('bare.ts', { PORT: String(port), BODY: file, HEADERS: JSON.stringify(headers) }, port);
}

async function startChild(file: string, environment: Record<string, string>, port: number): Promise<App> {
	const child = fork(inProject('bench/lib', file), {
		env: { ...process.env, ...environment },
		stdio: ['ignore', 'ignore', 'pipe', 'ipc']
	});
	const errors: Buffer[] = [];
	child.stderr?.on('data', (text: Buffer) => errors.push(text));
	await new Promise<void>((resolve, reject) => {
		child.once('message', () => resolve());
		child.once('exit', () => reject(new Error(`${file} did not start: ${Buffer.concat(errors).toString()}`)));
	});
	return { url: `http://127.0.0.1:${port}`, kill: () => killed(child) };
}

async function killed(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGKILL');
	await gone;
}

async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
