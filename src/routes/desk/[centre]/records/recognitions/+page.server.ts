import { z } from 'zod';
import { mayDecideRecords, recognitionStates } from '#modules/records/index.ts';
import { confirmRecognition, dismissRecognition, recognitionsIn } from '#modules/records/server.ts';
import { afterIn, doing, keysFor, olderOf, recordsCentre } from '../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await recordsCentre(context, params.centre);
	const state = recognitionStates.find((one) => one === url.searchParams.get('state')) ?? 'suggested';
	const { recognitions, next } = await recognitionsIn(context, id, { state, after: afterIn(url) });
	return {
		state,
		recognitions: recognitions.map((line) => ({ ...line, submissionKey: keysFor('one').one })),
		older: olderOf(next, { state }),
		mayDecide: mayDecideRecords(context.actor, id)
	};
};

const Which = z.object({ recognitionId: z.uuid('请从列表里选一项') });

export const actions: Actions = {
	confirm: doing(Which, async (context, data, { params: { centre } }, key) => {
		await confirmRecognition(context, data, key);
		return `/desk/${centre}/records/recognitions/${data.recognitionId}`;
	}),
	dismiss: doing(Which, async (context, data, { params: { centre } }, key) => {
		await dismissRecognition(context, data, key);
		return `/desk/${centre}/records/recognitions`;
	})
};
