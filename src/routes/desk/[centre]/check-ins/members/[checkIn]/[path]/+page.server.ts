import { actStep, loadStep } from '#src/routes/check-in-step.server.ts';
import { keptCentre } from '../../../../office.server.ts';
import type { Actions, PageServerLoad } from './$types';

const placeOf = ({ centre, checkIn, path }: { centre: string; checkIn: string; path: string }) => ({
	...{ kind: 'member' as const, checkIn, path },
	listed: `/desk/${centre}/check-ins/members`
});

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const centre = await keptCentre(context, params.centre);
	return { step: await loadStep(context, centre, placeOf(params)) };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const centre = await keptCentre(context, params.centre);
		return actStep(context, request, centre, placeOf(params));
	}
};
