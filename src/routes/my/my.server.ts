import type { Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { centreBySlug, type Centre } from '#modules/directory/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';

/** Answers 401 to a guest: the page of the error leads to the sign-in, and from there back. */
export function requireSignedIn({ actor }: Context): void {
	if (actor.kind === 'guest') refusedPage(new Refused('请先登录。', 'signedOut'));
}

/** The centre of a page, for somebody who is signed in; 404 when there is none. */
export async function myCentre(context: Context, slug: string): Promise<Centre> {
	requireSignedIn(context);
	return centreBySlug(context.db, slug).catch(refusedPage);
}
