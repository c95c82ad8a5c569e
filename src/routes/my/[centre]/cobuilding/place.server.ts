import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { mayRepresent, representedBy } from '#modules/cobuilding/index.ts';
import type { CoPlace } from '#src/routes/cobuilding.server.ts';
import { myCentre } from '../../my.server.ts';

/** The lists as the representative of an organisation sees them. Answers 401 to a guest, 404 to whoever represents none. */
export async function ownPlace(context: Context, slug: string): Promise<CoPlace & { own: readonly string[] }> {
	const { id: centreId } = await myCentre(context, slug);
	if (!mayRepresent(context.actor, centreId)) error(404, '没有这个页面。');
	return { context, centreId, base: `/my/${slug}/cobuilding`, own: representedBy(context.actor, centreId) };
}
