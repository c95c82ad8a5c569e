import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import type { Centre } from '#modules/directory/server.ts';
import { mayOrganiseForCentre, maySeePosts } from '#modules/posts/index.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../desk.server.ts';

/** The centre of a page of posts, for its staff. Answers 401 to a guest, 404 to others. */
export async function postsDesk(context: Context, slug: string): Promise<Centre> {
	const centre = await deskOf(context, slug);
	if (!maySeePosts(context.actor, centre.id)) error(404, '没有这个页面。');
	return centre;
}

/** The same for those who organise; the others on the staff are told that it is not theirs to do. */
export async function organisersDesk(context: Context, slug: string): Promise<Centre> {
	const centre = await postsDesk(context, slug);
	if (!mayOrganiseForCentre(context.actor, centre.id))
		refusedPage(new Refused('岗位和班次由工作人员和中心负责人安排。'));
	return centre;
}
