import { coKinds, mayAdd, nouns } from '#modules/cobuilding/index.ts';
import { coList, withLights } from '#modules/cobuilding/server.ts';
import { deskPlace } from './place.server.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 8;

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { centreId, base } = await deskPlace(context, params.centre);
	const newest = (kind: 'demand' | 'agreement', state: string) =>
		coList(context.db, centreId, kind, { state, limit: SHOWN });
	const [waiting, demands] = [await newest('agreement', 'offered'), await newest('demand', 'open')];
	return {
		base,
		waiting: await withLights(context, centreId, waiting.lines),
		demands: demands.lines,
		adding: coKinds
			.filter((kind) => mayAdd[kind](context.actor, centreId))
			.map((kind) => ({ href: `${base}/${nouns[kind].path}/new`, label: nouns[kind].add }))
	};
};
