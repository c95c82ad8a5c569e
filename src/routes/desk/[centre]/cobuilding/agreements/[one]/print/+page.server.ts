import { loadAgreement } from '#src/routes/cobuilding.server.ts';
import { deskPlace } from '../../../place.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	loadAgreement(await deskPlace(context, params.centre), params.one);
