import { error } from '@sveltejs/kit';
import { mayShowThanks } from '#modules/wishes/index.ts';
import { waitingThanks } from '#modules/wishes/server.ts';
import { deskOf } from '../desk.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	if (!mayShowThanks(context.actor, id)) error(404, '没有这个页面。');
	return { waiting: await waitingThanks(context, id) };
};
