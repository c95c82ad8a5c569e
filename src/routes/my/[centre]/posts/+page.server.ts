import { shiftTime } from '#modules/posts/index.ts';
import { postsOf, shiftsWithQuota } from '#modules/posts/server.ts';
import { representing } from './posts.server.ts';
import type { PageServerLoad } from './$types';

/** What an organisation organises, and the shifts in which places are kept for it. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id, organisationIds } = await representing(context, params.centre);
	const now = context.clock();
	const after = url.searchParams.get('after') ?? undefined;
	const { posts, next } = await postsOf(context.db, id, { organisationIds, after });
	const kept = await shiftsWithQuota(context.db, id, organisationIds, now);
	return {
		posts,
		older: next && `?${new URLSearchParams({ after: next })}`,
		kept: kept.map(({ id, title, places, held, ...times }) => ({
			...{ id, title, places, held },
			when: shiftTime(times, now)
		}))
	};
};
