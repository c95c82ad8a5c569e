import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { isId } from '#kernel/ids.ts';
import { memberById, type MemberDetail } from '#modules/directory/server.ts';
import { namesOnRoster } from '#modules/people/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';

/** A member of the centre with their name, for those who keep the roster. Answers 404 when there is none. */
export async function memberAt(
	{ db }: Context,
	centreId: string,
	id: string
): Promise<MemberDetail & { name: string }> {
	if (!isId(id)) error(404, '没有这位党员。');
	const member = await memberById(db, centreId, id).catch(refusedPage);
	const names = await namesOnRoster(db, centreId, [member.personId]);
	return { ...member, name: names.get(member.personId) ?? member.alias };
}
