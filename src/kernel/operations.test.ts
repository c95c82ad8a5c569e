import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import { workIn } from './command.ts';
import { newId } from './ids.ts';
import { retryFailedJobs } from './retry-jobs.server.ts';
import { databaseView, jobState, programVersion, queueView, sealView, type JobLine } from './operations.server.ts';
import { sealFacts } from './seal.server.ts';

const { db, url, contextOf } = await testDatabase();
const owner = new pg.Client({ connectionString: url });
await owner.connect();
afterAll(() => owner.end());
const work = <T>(run: (work: ReturnType<typeof workIn>) => Promise<T>) =>
	db.transaction().execute((transaction) => run(workIn(contextOf(), transaction)));

const now = new Date('2026-05-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const job = (more: Partial<JobLine>): JobLine => ({
	task: 'sealFacts',
	runAt: now,
	attempts: 0,
	maxAttempts: 25,
	lastError: null,
	lockedAt: null,
	...more
});

test.each<[string, Partial<JobLine>]>([
	['waiting', { runAt: minutesAgo(-5) }],
	['waiting', { runAt: minutesAgo(5) }],
	['late', { runAt: minutesAgo(11) }],
	['late', { runAt: minutesAgo(11), attempts: 1, lastError: 'no' }],
	['retried', { runAt: minutesAgo(-5), attempts: 1, lastError: 'no' }],
	['running', { runAt: minutesAgo(30), lockedAt: minutesAgo(30), attempts: 25 }],
	['endless', { runAt: minutesAgo(90), lockedAt: minutesAgo(61) }],
	['failed', { attempts: 25, lastError: 'no' }]
])('a job is %s: %j', (state, more) => {
	expect(jobState(job(more), now)).toBe(state);
});

test('the queue is shown without what its jobs carry; errors keep one line and no long number', async () => {
	await work(async ({ enqueue }) => {
		await enqueue('deliverMessage', { secret: 'plum' });
		await enqueue('sealFacts', {}, { key: 'broken' });
	});
	await owner.query(
		`update graphile_worker._private_jobs set attempts = max_attempts, last_error = E'call of 13800000000 failed\\n at line 5'
		where key = 'broken'`
	);
	const queue = await queueView(db);
	expect(queue).toMatchObject({ waiting: 1, failed: 1 });
	expect(queue.jobs.map(({ task, lastError }) => [task, lastError])).toEqual([
		['sealFacts', 'call of … failed'],
		['deliverMessage', null]
	]);
	expect(JSON.stringify(queue)).not.toContain('plum');
});

test('what is sealed and what waits is counted centre by centre', async () => {
	const centreId = newId();
	expect(await sealView(db, centreId)).toEqual({ unsealed: 0, head: undefined });
	const record = () =>
		work(({ record }) =>
			record({
				...{ centreId, action: 'test.done', as: 'system', channel: 'system' },
				subject: { kind: 'test', id: newId() }
			})
		);
	await record();
	await sealFacts(contextOf());
	await record();
	expect(await sealView(db, centreId)).toEqual({
		unsealed: 1,
		head: { size: 1, root: expect.stringMatching(/^[0-9a-f]{64}$/), sealedAt: expect.any(Date) }
	});
	expect(await sealView(db)).toEqual({ unsealed: 0, head: undefined });
});

test('the database tells its size, version and last migration', async () => {
	const { bytes, version, structure } = await databaseView(db);
	expect(bytes).toBeGreaterThan(1_000_000);
	expect(version).toMatch(/^\d+/);
	expect(structure).toMatch(/^\d{4}_/);
	expect(programVersion()).toMatch(/^\d+\.\d+\.\d+/);
});

test('what was tried too often is tried again, and only that', async () => {
	await work(({ enqueue }) => enqueue('deliverMessage', { id: 'retried' }, { key: 'retried' }));
	await work(({ enqueue }) => enqueue('sealFacts', {}, { key: 'waits' }));
	await owner.query("update graphile_worker._private_jobs set attempts = max_attempts where key = 'retried'");
	const before = await queueView(db);
	expect(before.failed).toBeGreaterThan(0);
	expect(await retryFailedJobs(contextOf(), {})).toBe(before.failed);
	expect(await queueView(db)).toMatchObject({ failed: 0, waiting: before.waiting + before.failed });
	expect(await retryFailedJobs(contextOf(), {})).toBe(0);
});
