import { command } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { AddMember, ChangeMember } from '../forms.ts';
import { mustBeOrganisation } from '../queries/claimers.server.ts';
import { FOREIGN, mustKeep, recordKept, told, UNIQUE } from './keeping.server.ts';

/**
 * Writes a person of the centre down as a member. Returns the id. Tells `member.added`.
 * Errors: Refused; Missing person or organisation; Conflict when the person is a member already.
 */
export const addMember = command('directory.addMember', AddMember, async (work, input) => {
	const { centreId, personId, alias, kind, organisationId } = input;
	mustKeep(work, centreId);
	await mustBeOrganisation(work.db, centreId, organisationId);
	const id = newId();
	await work.db
		.insertInto('directory.member')
		.values({ centre_id: centreId, id, person_id: personId, organisation_id: organisationId, kind, alias })
		.execute()
		.catch(told(UNIQUE, new Conflict('这个人已经登记为党员了。')))
		.catch(told(FOREIGN, new Missing('没有这个人的资料。')));
	const data = { kind, organisationId };
	await recordKept(work, { centreId, subject: { kind: 'member', id }, action: 'member.added', data });
	return id;
});

/** Tells `member.changed`. A retired member keeps what was done and cannot claim any more. Errors: Refused; Missing member or organisation. */
export const changeMember = command('directory.changeMember', ChangeMember, async (work, input) => {
	const { centreId, id, alias, kind, organisationId, active } = input;
	mustKeep(work, centreId);
	await mustBeOrganisation(work.db, centreId, organisationId);
	const changed = await work.db
		.updateTable('directory.member')
		.set({ alias, kind, organisation_id: organisationId, active })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.returning('id')
		.executeTakeFirst();
	if (!changed) throw new Missing('没有这位党员。');
	const data = { kind, organisationId, active };
	await recordKept(work, { centreId, subject: { kind: 'member', id }, action: 'member.changed', data });
});
