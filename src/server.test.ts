import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ownerPool } from '#kernel/db.ts';
import { newId } from '#kernel/ids.ts';
import { reportForWork } from '#kernel/jobs.ts';
import { workIn } from '#kernel/command.ts';
import { testDatabase } from '#tests/support/database.ts';
import { setUpLink, startServer } from './server.ts';

const { db, url, contextOf } = await testDatabase();
const slowly: Parameters<typeof startServer>[0] = (_, response) => void setTimeout(() => response.end('finished'), 400);

test('a server answers, and what is under way when it stops is finished', async () => {
	const server = await startServer(slowly, { port: 0, host: '127.0.0.1' });
	const answer = fetch(server.url).then((response) => response.text());
	await wait(100);
	const stopped = server.stop();
	await wait(50);
	await expect(fetch(server.url)).rejects.toThrow('fetch failed');
	expect(await answer).toBe('finished');
	await stopped;
});

test('a port in use is refused with the code of the system', async () => {
	const server = await startServer(slowly, { port: 0, host: '127.0.0.1' });
	const port = Number(new URL(server.url).port);
	await expect(startServer(slowly, { port, host: '127.0.0.1' })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
	await server.stop();
});

test('the queue is worked: a task that was put into it is done', async () => {
	await db.transaction().execute(async (transaction) => {
		const work = workIn(contextOf(), transaction);
		await work.record({
			centreId: newId(),
			subject: { kind: 'thing', id: newId() },
			action: 'thing.made',
			as: 'system',
			channel: 'system'
		});
		await work.enqueue('sealFacts', {});
	});
	const server = await startServer(slowly, { port: 0, host: '127.0.0.1' });
	const unsealed = () => db.selectFrom('kernel.fact_unsealed').select('fact_id').execute();
	for (let tries = 0; tries < 50 && (await unsealed()).length > 0; tries += 1) await wait(100);
	expect(await unsealed()).toEqual([]);
	await server.stop();
});

test('a job that a killed process held is done by the next one', async () => {
	await db.transaction().execute((transaction) => workIn(contextOf(), transaction).enqueue('sweepIdentity', {}));
	const owner = ownerPool(url, 1);
	await owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-of-the-dead'`);
	const server = await startServer(slowly, { port: 0, host: '127.0.0.1' });
	const jobs = async () => (await owner.query('select from graphile_worker.jobs')).rowCount;
	for (let tries = 0; tries < 50 && (await jobs()) !== 0; tries += 1) await wait(100);
	expect(await jobs()).toBe(0);
	await server.stop();
	await owner.end();
});

test('jobs of another process that is at work are left to it', async () => {
	const owner = ownerPool(url, 2);
	const other = await reportForWork(owner);
	await db.transaction().execute((transaction) => workIn(contextOf(), transaction).enqueue('sweepIdentity', {}));
	await owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-of-the-other'`);
	(await reportForWork(owner)).release(true);
	const held = await owner.query(`select from graphile_worker.jobs where locked_by = 'worker-of-the-other'`);
	expect(held.rowCount).toBe(1);
	other.release(true);
	await owner.end();
});

test('an installation without a centre has a link to set it up', async () => {
	expect(await setUpLink()).toMatch(/^\/set-up\?token=[\w-]{32}$/);
});
