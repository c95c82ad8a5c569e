import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { workIn } from '#kernel/command.ts';
import { testDatabase } from '#tests/support/database.ts';
import { setUpLink, startServer } from './server.ts';

const { db, contextOf } = await testDatabase();
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

test('an installation without a centre has a link to set it up', async () => {
	expect(await setUpLink()).toMatch(/^\/set-up\?token=[\w-]{32}$/);
});
