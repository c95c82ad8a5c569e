import { recognitionById } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '../../../../my.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id, name } = await myCentre(context, params.centre);
	return {
		recognition: await recognitionById(context, id, params.recognition).catch(refusedPage),
		centreName: name
	};
};
