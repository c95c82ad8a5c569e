import { setTimeout as wait } from 'node:timers/promises';
import { databaseUrl, ownerPool, theDatabase } from '#kernel/db.ts';
import { startWorker, type TaskTable } from '#kernel/jobs.ts';
import { describeError, log } from '#kernel/log.ts';
import { factTasks } from '#kernel/seal.server.ts';
import { deadlineTasks } from '#modules/deadlines/server.ts';
import { fileTasks } from '#modules/files/server.ts';
import { identityTasks } from '#modules/identity/server.ts';
import { notificationTasks } from '#modules/notifications/server.ts';
import { startListening } from './subscriptions.server.ts';

/** Everything that is done by itself or later, by name. */
const tables: readonly TaskTable[] = [deadlineTasks, factTasks, fileTasks, identityTasks, notificationTasks];

export const allTasks: TaskTable = {
	tasks: Object.fromEntries(tables.flatMap(({ tasks }) => Object.entries(tasks))),
	crontab: Object.fromEntries(tables.flatMap(({ crontab }) => Object.entries(crontab)))
};

const AGAIN_MS = 2000;

/**
 * Works the queue in this process until stopped; a job under way then ends, or returns to the queue. When the database
 * goes away the work begins again as soon as it is back.
 */
export async function startWork(): Promise<{ stop: () => Promise<void> }> {
	startListening();
	const owner = ownerPool(databaseUrl());
	const start = () => startWorker(owner, theDatabase(), allTasks);
	let runner = await start();
	let isStopping = false;
	const watched = watch();

	async function watch(): Promise<void> {
		for (;;) {
			const failure = await runner.promise.catch((error: unknown) => error);
			if (isStopping) return;
			log({ level: 'warning', what: 'the job queue stopped and is started again', error: describeError(failure) });
			runner = await again();
		}
	}

	async function again(): Promise<typeof runner> {
		for (;;) {
			await wait(AGAIN_MS);
			const started = await start().catch(() => undefined);
			if (started) return started;
			if (isStopping) return runner;
		}
	}

	return {
		stop: async () => {
			isStopping = true;
			await runner.stop().catch(() => undefined); // it may have stopped by itself
			await watched;
			await owner.end();
		}
	};
}
