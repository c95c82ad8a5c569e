import { actAgree, kindOf, loadOne } from '#src/routes/cobuilding.server.ts';
import { ownPlace } from '../../place.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const place = await ownPlace(context, params.centre);
	const kind = kindOf(params.list);
	return {
		...(await loadOne(place, kind, params.one, url)),
		base: place.base,
		back: { href: place.base, label: '单位共建' }
	};
};

export const actions: Actions = {
	agree: async ({ params, request, locals: { context } }) => actAgree(await ownPlace(context, params.centre), request)
};
