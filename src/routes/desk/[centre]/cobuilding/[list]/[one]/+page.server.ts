import { nouns } from '#modules/cobuilding/index.ts';
import { actAgree, kindOf, loadOne } from '#src/routes/cobuilding.server.ts';
import { deskPlace } from '../../place.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const place = await deskPlace(context, params.centre);
	const kind = kindOf(params.list);
	return {
		...(await loadOne(place, kind, params.one, url)),
		base: place.base,
		back: { href: `${place.base}/${params.list}`, label: nouns[kind].label }
	};
};

export const actions: Actions = {
	agree: async ({ params, request, locals: { context } }) => actAgree(await deskPlace(context, params.centre), request)
};
