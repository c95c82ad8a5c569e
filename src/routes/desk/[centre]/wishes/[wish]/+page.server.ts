import { error } from '@sveltejs/kit';
import { mayPauseDeadlines } from '#modules/deadlines/index.ts';
import { maySeeAll, wishLifecycle } from '#modules/wishes/index.ts';
import { duplicatesOf, wishAtWork } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../desk.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	if (!maySeeAll(context.actor, id)) error(404, '没有这个页面。');
	const wish = await wishAtWork(context, id, params.wish).catch(refusedPage);
	return {
		wish,
		duplicates: wishLifecycle.states[wish.state].on.merge ? await duplicatesOf(context, id, wish.id) : [],
		mayPause: mayPauseDeadlines(context.actor, id),
		done: url.searchParams.get('done')
	};
};
