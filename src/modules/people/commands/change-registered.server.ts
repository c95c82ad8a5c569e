import { command, type Work } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { mayKeep, staffRoleOf } from '#modules/directory/index.ts';
import { changeMember, keepNameTokens, memberById } from '#modules/directory/server.ts';
import { ChangeRegistered } from '../forms.ts';
import { nameTokens } from '../name-tokens.server.ts';
import { columnsOf } from '../person-row.ts';
import { namesOnRoster } from '../roster.server.ts';

/**
 * All of a member as it shall be, with the name; a number replaces the one before. Tells `member.changed`, and
 * `person.corrected` when name or number became another. Errors: those of changeMember.
 */
export const changeRegistered = command('people.changeRegistered', ChangeRegistered, async (work, input) => {
	const { name, phone, ...member } = input;
	const { centreId, id } = member;
	if (!mayKeep(work.actor, centreId)) throw new Refused('只有本中心的工作人员和管理员可以修改党员资料。');
	await changeMember(work, member);
	const { personId } = await memberById(work.db, centreId, id);
	const isRenamed = (await namesOnRoster(work.db, centreId, [personId])).get(personId) !== name;
	if (!isRenamed && phone === undefined) return;
	await correct(work, centreId, personId, { ...(isRenamed ? { name } : {}), ...(phone ? { phone } : {}) });
	if (isRenamed) await keepNameTokens(work, centreId, [{ memberId: id, tokens: nameTokens(centreId, name) }]);
	await work.record({
		...{ centreId, subject: { kind: 'member', id }, action: 'person.corrected' },
		as: work.actor.kind === 'system' ? 'system' : (staffRoleOf(work.actor, centreId) ?? 'administrator'),
		channel: work.actor.kind === 'system' ? 'system' : 'online',
		data: { fields: [...(isRenamed ? ['name'] : []), ...(phone ? ['phone'] : [])] }
	});
});

async function correct({ db }: Work, centreId: string, personId: string, said: { name?: string; phone?: string }) {
	const { name_sealed, name_index, phone_sealed, phone_index } = columnsOf({ centreId, ...said });
	await db
		.updateTable('people.person')
		.set({ ...(said.name ? { name_sealed, name_index } : {}), ...(said.phone ? { phone_sealed, phone_index } : {}) })
		.where('centre_id', '=', centreId)
		.where('id', '=', personId)
		.execute();
}
