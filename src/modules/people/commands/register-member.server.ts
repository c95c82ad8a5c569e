import { command } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { mayKeep } from '#modules/directory/index.ts';
import { addMembers } from '#modules/directory/server.ts';
import { aliasOf } from '../alias.ts';
import { RegisterMember } from '../forms.ts';
import { nameTokens } from '../name-tokens.server.ts';
import { keepPerson } from './keep-person.server.ts';

/**
 * Writes somebody down as a member: finds or makes the person, then the member, called in public by the alias given, else
 * by surname and form of address. Returns the id of the member.
 * Errors: Refused unless a clerk or an administrator; Missing organisation; Conflict when the person is a member already.
 */
export const registerMember = command('people.registerMember', RegisterMember, async (work, input) => {
	const { centreId, name, phone, form, alias, ...member } = input;
	if (!mayKeep(work.actor, centreId)) throw new Refused('只有本中心的工作人员和管理员可以登记党员。');
	const personId = await keepPerson(work, { centreId, name, phone });
	const row = { personId, alias: alias ?? aliasOf(name, form), ...member, nameTokens: nameTokens(centreId, name) };
	const [id] = await addMembers(work, centreId, [row]);
	return id as string;
});
