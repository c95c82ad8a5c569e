import { RevokeRecognition } from '#modules/records/index.ts';
import { recognitionById, revokeRecognition } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { doing, keysFor, recordsCentre } from '../../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await recordsCentre(context, params.centre);
	return {
		recognition: await recognitionById(context, id, params.recognition).catch(refusedPage),
		keys: keysFor('revoke')
	};
};

export const actions: Actions = {
	default: doing(RevokeRecognition, async (context, data, { params: { centre, recognition = '' } }, key) => {
		await revokeRecognition(context, { ...data, recognitionId: recognition }, key);
		return `/desk/${centre}/records/recognitions/${recognition}`;
	})
};
