import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { keepNameTokens, membersUnread } from '#modules/directory/server.ts';
import { nameTokens } from '../name-tokens.server.ts';
import { namesOnRoster } from '../roster.server.ts';

export const NAMES_AT_ONCE = 500;

/** Makes the names findable of members who were written down before there were hashes. Returns how many were looked at. */
export const keepNames = command('people.keepNames', z.object({}), async (work) => {
	const unread = await membersUnread(work.db, NAMES_AT_ONCE);
	for (const [centreId, members] of Map.groupBy(unread, (member) => member.centreId)) {
		const names = await namesOnRoster(
			work.db,
			centreId,
			members.map(({ personId }) => personId)
		);
		await keepNameTokens(
			work,
			centreId,
			members.map(({ memberId, personId }) => ({ memberId, tokens: nameTokens(centreId, names.get(personId) ?? '') }))
		);
	}
	return unread.length;
});
