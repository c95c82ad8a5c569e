import { loadAgreement } from '#src/routes/cobuilding.server.ts';
import { ownPlace } from '../../../place.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) =>
	loadAgreement(await ownPlace(context, params.centre), params.one);
