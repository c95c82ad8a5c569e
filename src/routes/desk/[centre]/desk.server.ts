import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { mayEnterDesk } from '#modules/directory/index.ts';
import { centreBySlug, type Centre } from '#modules/directory/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';

/** The centre of a page of the desk, for loads and actions. Answers 401 to a guest, 404 to whoever has no business here. */
export async function deskOf({ db, actor }: Context, slug: string): Promise<Centre> {
	if (actor.kind === 'guest') refusedPage(new Refused('请先登录。', 'signedOut'));
	const centre = await centreBySlug(db, slug).catch(refusedPage);
	if (!mayEnterDesk(actor, centre.id)) error(404, '没有这个页面。');
	return centre;
}
