import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { databaseUrl, ownerPool, theDatabase } from '#kernel/db.ts';
import { reportForWork, startWorker, type TaskTable } from '#kernel/jobs.ts';
import { describeError, log } from '#kernel/log.ts';
import { factTasks } from '#kernel/seal.server.ts';
import { callTasks } from '#modules/calls/server.ts';
import { checkInImport, checkInTasks } from '#modules/checkins/server.ts';
import { cobuildingTasks } from '#modules/cobuilding/server.ts';
import { deadlineTasks } from '#modules/deadlines/server.ts';
import { documentTasks, fileTasks } from '#modules/files/server.ts';
import { identityTasks } from '#modules/identity/server.ts';
import { notificationTasks } from '#modules/notifications/server.ts';
import { membersImport, peopleTasks } from '#modules/people/server.ts';
import { postTasks } from '#modules/posts/server.ts';
import { recordsTasks } from '#modules/records/server.ts';
import { importTasks, sheetTasks } from '#modules/sheets/server.ts';
import { statisticsTasks } from '#modules/statistics/server.ts';
import { ledgerImport, wishTasks } from '#modules/wishes/server.ts';
import { startListening } from './subscriptions.server.ts';

/** Everything that is done by itself or later, by name. */
const tables: readonly TaskTable[] = [
	callTasks,
	checkInTasks,
	cobuildingTasks,
	deadlineTasks,
	documentTasks,
	factTasks,
	fileTasks,
	identityTasks,
	notificationTasks,
	peopleTasks,
	postTasks,
	recordsTasks,
	sheetTasks,
	statisticsTasks,
	wishTasks,
	importTasks(checkInImport),
	importTasks(ledgerImport),
	importTasks(membersImport)
];

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
	let isStopping = false;
	let work = await begin(owner);
	const watched = watch();

	async function watch(): Promise<void> {
		while (!isStopping) {
			const failure = await work.ended;
			if (isStopping) return;
			log({ level: 'warning', what: 'the job queue stopped and is started again', error: describeError(failure) });
			await again();
		}
	}

	async function again(): Promise<void> {
		while (!isStopping) {
			await wait(AGAIN_MS);
			const begun = await begin(owner).catch(() => undefined);
			if (begun) return void (work = begun);
		}
	}

	return {
		stop: async () => {
			isStopping = true;
			await work.stop();
			await watched;
			await work.stop(); // it may have begun again in the meantime
			await owner.end();
		}
	};
}

async function begin(owner: Pool) {
	const presence = await reportForWork(owner);
	try {
		const runner = await startWorker(owner, theDatabase(), allTasks);
		const ended = runner.promise.catch((error: unknown) => error).finally(() => presence.release(true));
		// a runner that has stopped by itself refuses to be stopped
		return {
			ended,
			stop: () =>
				runner.stop().then(
					() => ended,
					() => ended
				)
		};
	} catch (error) {
		presence.release(true);
		throw error;
	}
}
