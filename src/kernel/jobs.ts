import { Logger, run, type Runner, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import { system } from './actor.ts';
import { systemClock } from './clock.ts';
import type { Context } from './command.ts';
import type { Db } from './db.ts';
import { describeError, log } from './log.ts';

/** A shallow handler: it reads its payload and calls commands. Thrown errors are retried by the queue. */
export type Task = (context: Context, payload: unknown) => Promise<void>;

/** Every task by name, and the ones that run by themselves (a crontab line each, in UTC). */
export interface TaskTable {
	tasks: Record<string, Task>;
	crontab: Record<string, string>;
}

/** Starts working the queue. The queue belongs to the owner's role; the tasks work as the application's. */
export async function startWorker(owner: pg.Pool, db: Db, { tasks, crontab }: TaskTable): Promise<Runner> {
	const taskList: TaskList = Object.fromEntries(
		Object.entries(tasks).map(([name, task]) => [
			name,
			(payload) => task({ db, actor: system(name), clock: systemClock }, payload)
		])
	);
	return run({
		pgPool: owner,
		taskList,
		crontab: Object.entries(crontab)
			.map(([name, line]) => `${line} ${name}`)
			.join('\n'),
		concurrency: 2,
		noHandleSignals: true,
		pollInterval: 2000,
		logger
	});
}

/** Held shared by every process that works the queue, as long as it is connected. */
const WORKING = 72_700_119;

/**
 * Jobs that a killed process held go back into the queue at once, and not after the queue's own four hours: whoever finds
 * nobody else at work knows that every held job is an orphan. The connection says that we are at work until it is closed;
 * if the database was away in between, a job may be run twice, which a task has to bear anyway.
 */
export async function reportForWork(owner: pg.Pool): Promise<pg.PoolClient> {
	const client = await owner.connect();
	const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [WORKING]);
	if (rows[0]?.alone)
		await client.query(`
			select graphile_worker.force_unlock_workers(array(
				select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);
	await client.query('select pg_advisory_lock_shared($1)', [WORKING]);
	if (rows[0]?.alone) await client.query('select pg_advisory_unlock($1)', [WORKING]);
	return client;
}

/** Only troubles are told, and of a failed job neither what it was to do nor what its error says: both may hold personal data. */
const logger = new Logger(() => (level, message, meta) => {
	if (level !== 'error' && level !== 'warning') return;
	const failed = meta?.['job'] as { id: string; task_identifier: string; attempts: number } | undefined;
	log({
		level,
		...(failed
			? { what: 'a job failed', job: failed.id, task: failed.task_identifier, attempt: failed.attempts }
			: { what: message.split('\n')[0] }),
		...(meta?.['error'] === undefined ? {} : { error: describeError(meta['error']) })
	});
});
