import { error } from '@sveltejs/kit';
import { mayAddOwn, type CoKind } from '#modules/cobuilding/index.ts';
import { actAdd, kindOf, loadAdd } from '#src/routes/cobuilding.server.ts';
import { ownPlace } from '../../place.server.ts';
import type { Actions, PageServerLoad } from './$types';

const mustAdd = (kind: CoKind): void => {
	if (!mayAddOwn(kind)) error(403, '这里只能登记本单位的资源；别的请找中心的工作人员。');
};

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const place = await ownPlace(context, params.centre);
	const kind = kindOf(params.list);
	mustAdd(kind);
	return { ...(await loadAdd(place, kind, url.searchParams)), back: place.base };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const place = await ownPlace(context, params.centre);
		const kind = kindOf(params.list);
		mustAdd(kind);
		return actAdd(place, kind, request);
	}
};
