import { redirect } from '@sveltejs/kit';
import { mayOrganiseForCentre, postStates } from '#modules/posts/index.ts';
import { postByReference, postsOf } from '#modules/posts/server.ts';
import { postsDesk } from './posts.server.ts';
import type { PageServerLoad } from './$types';

/** All posts, the newest first; in one state; or, with `q`, the one with that reference. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await postsDesk(context, params.centre);
	const q = url.searchParams.get('q')?.trim().slice(0, 20) ?? '';
	const found = q === '' ? undefined : await postByReference(context.db, id, q);
	if (found) redirect(303, `/desk/${params.centre}/posts/${found}`);
	const state = postStates.find((one) => one === url.searchParams.get('state'));
	const after = url.searchParams.get('after') ?? undefined;
	const { posts, next } = await postsOf(context.db, id, { state, after });
	return {
		q,
		state: state ?? null,
		posts,
		mayOrganise: mayOrganiseForCentre(context.actor, id),
		older: next && `?${new URLSearchParams({ ...(state && { state }), after: next })}`
	};
};
