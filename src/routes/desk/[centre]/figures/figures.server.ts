import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import type { Centre } from '#modules/directory/server.ts';
import { maySeeAll } from '#modules/wishes/index.ts';
import { deskOf } from '../desk.server.ts';

/** The centre of the figures at the desk. Answers 401 to a guest, 404 to whoever may not see every wish. */
export async function figuresOf(context: Context, slug: string): Promise<Centre> {
	const centre = await deskOf(context, slug);
	if (!maySeeAll(context.actor, centre.id)) error(404, '没有这个页面。');
	return centre;
}
