import type { Context } from '#kernel/command.ts';
import type { CoPlace } from '#src/routes/cobuilding.server.ts';
import { deskOf } from '../desk.server.ts';

/** The lists as the desk sees them. Answers 401 to a guest, 404 to whoever has no business at the desk. */
export const deskPlace = async (context: Context, slug: string): Promise<CoPlace> => ({
	context,
	centreId: (await deskOf(context, slug)).id,
	base: `/desk/${slug}/cobuilding`,
	own: null
});
