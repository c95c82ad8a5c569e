import { redirect } from '@sveltejs/kit';
import { retryFailedJobs } from '#kernel/retry-jobs.server.ts';
import { databaseView, jobState, programVersion, queueView, sealView } from '#kernel/operations.server.ts';
import { messageCounts, outboxIsOpen } from '#modules/notifications/server.ts';
import { managedCentre } from '../office.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { bytesWords, stateLabels, stateTones, stateWords, taskWords } from './words.ts';

export const actions: Actions = {
	/** Another round of tries for what was tried too often: jobs and messages. */
	retry: async ({ params, locals: { context } }) => {
		await managedCentre(context, params.centre);
		await retryFailedJobs(context, {});
		redirect(303, `/desk/${params.centre}/operations?done=retry`);
	}
};

export const load: PageServerLoad = async ({ params, request, url, getClientAddress, locals: { context } }) => {
	const { id } = await managedCentre(context, params.centre);
	const { db, clock } = context;
	const now = clock();
	const { jobs, waiting, failed } = await queueView(db);
	const { bytes, version, structure } = await databaseView(db);
	const lines = jobs.map((job) => ({ job, state: jobState(job, now) }));
	return {
		asOf: now,
		isRetried: url.searchParams.get('done') === 'retry',
		queue: { waiting, failed, stuck: lines.filter(({ state }) => stateTones[state] === 'danger').length },
		jobs: lines.map(({ job, state }, at) => ({
			id: at,
			task: taskWords(job.task),
			label: stateLabels[state],
			tone: stateTones[state],
			words: stateWords(state, job, now),
			runAt: job.runAt,
			lastError: job.lastError
		})),
		messages: await messageCounts(db, id),
		outboxIsOpen: await outboxIsOpen(context, { address: getClientAddress(), headers: request.headers }),
		seal: await sealView(db, id),
		database: { size: bytesWords(bytes), version, structure },
		version: programVersion()
	};
};
