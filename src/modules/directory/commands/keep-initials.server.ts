import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { initialsOf } from '../initials.server.ts';

export const INITIALS_AT_ONCE = 500;

/** Makes organisations findable by initials that were added before there were any. Returns how many were looked at. */
export const keepInitials = command('directory.keepInitials', z.object({}), async ({ db }) => {
	const unread = await db
		.selectFrom('directory.organisation')
		.select(['centre_id', 'id', 'name'])
		.where('initials', 'is', null)
		.orderBy('centre_id')
		.orderBy('id')
		.limit(INITIALS_AT_ONCE)
		.forUpdate()
		.skipLocked()
		.execute();
	for (const { centre_id, id, name } of unread)
		await db
			.updateTable('directory.organisation')
			.set({ initials: initialsOf(name) })
			.where('centre_id', '=', centre_id)
			.where('id', '=', id)
			.execute();
	return unread.length;
});
