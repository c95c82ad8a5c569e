import { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { centres } from '#modules/directory/server.ts';
import { BATCH, escalateBatch, recountBatch, remindBatch } from './commands/watch.server.ts';

/**
 * A listener to `deadline.reminded` or `deadline.escalated` tells people. It does not change the subject: the clock's row is
 * locked here, the subject's in the commands that stop the clock, so it would deadlock with them. It enqueues a job instead.
 */
export const deadlineTasks: TaskTable = {
	tasks: {
		remindDeadlines: (context) =>
			inEachCentre(context, (centreId) => untilDone(() => remindBatch(context, { centreId }))),
		escalateDeadlines: (context) =>
			inEachCentre(context, (centreId) => untilDone(() => escalateBatch(context, { centreId }))),
		recomputeProvisional: (context) => inEachCentre(context, (centreId) => recountAll(context, centreId, true)),
		recountDeadlines: (context, payload) => recountAll(context, Recount.parse(payload).centreId, false)
	},
	crontab: {
		remindDeadlines: '*/15 * * * *',
		escalateDeadlines: '*/15 * * * *',
		recomputeProvisional: '11 18 * * *'
	}
};

const Recount = z.object({ centreId: z.uuid() });

/** A centre whose turn fails does not keep the others from theirs; the failures are told at the end, and the queue tries again. */
async function inEachCentre({ db }: Context, run: (centreId: string) => Promise<void>): Promise<void> {
	const failures: unknown[] = [];
	for (const { id } of await centres(db)) await run(id).catch((error: unknown) => failures.push(error));
	if (failures.length > 0) throw new AggregateError(failures, `failed in ${failures.length} centres`);
}

async function untilDone(batch: () => Promise<number>): Promise<void> {
	while ((await batch()) === BATCH);
}

async function recountAll(context: Context, centreId: string, provisionalOnly: boolean): Promise<void> {
	let after: string | undefined;
	do after = await recountBatch(context, { centreId, after, provisionalOnly });
	while (after !== undefined);
}
