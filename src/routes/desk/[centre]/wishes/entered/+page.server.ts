import { Refused } from '#kernel/errors.ts';
import { mayCollect } from '#modules/wishes/index.ts';
import { enteredWishes } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../desk.server.ts';
import type { PageServerLoad } from './$types';

/** What one has taken down for others, and how it stands: no more than that. */
export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	if (!mayCollect(context.actor, id)) refusedPage(new Refused('只有代为登记心愿的人有这一页。'));
	return { wishes: await enteredWishes(context, id) };
};
