import { databaseView, jobState, programVersion, queueView, sealView } from '#kernel/operations.server.ts';
import { messageCounts, outboxIsOpen } from '#modules/notifications/server.ts';
import { managedCentre } from '../office.server.ts';
import type { PageServerLoad } from './$types';
import { bytesWords, stateLabels, stateTones, stateWords, taskWords } from './words.ts';

export const load: PageServerLoad = async ({ params, request, getClientAddress, locals: { context } }) => {
	const { id } = await managedCentre(context, params.centre);
	const { db, clock } = context;
	const now = clock();
	const { jobs, waiting, failed } = await queueView(db);
	const { bytes, version, structure } = await databaseView(db);
	const lines = jobs.map((job) => ({ job, state: jobState(job, now) }));
	return {
		asOf: now,
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
