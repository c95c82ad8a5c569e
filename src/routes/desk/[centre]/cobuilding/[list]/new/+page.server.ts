import { error } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import { mayAdd, type CoKind } from '#modules/cobuilding/index.ts';
import { actAdd, kindOf, loadAdd } from '#src/routes/cobuilding.server.ts';
import { deskPlace } from '../../place.server.ts';
import type { Actions, PageServerLoad } from './$types';

const mustAdd = (actor: Actor, centreId: string, kind: CoKind): void => {
	if (!mayAdd[kind](actor, centreId)) error(403, '您的身份不能办这件事，请找中心的工作人员。');
};

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const place = await deskPlace(context, params.centre);
	const kind = kindOf(params.list);
	mustAdd(context.actor, place.centreId, kind);
	return { ...(await loadAdd(place, kind, url.searchParams)), back: `${place.base}/${params.list}` };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const place = await deskPlace(context, params.centre);
		const kind = kindOf(params.list);
		mustAdd(context.actor, place.centreId, kind);
		return actAdd(place, kind, request);
	}
};
