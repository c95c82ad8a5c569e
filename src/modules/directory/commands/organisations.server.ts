import { command } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { AddOrganisation, ChangeOrganisation } from '../forms.ts';
import { initialsOf } from '../initials.server.ts';
import { mustBeOfCentre } from './belonging.server.ts';
import { FOREIGN, mustKeep, recordKept, told, UNIQUE } from './keeping.server.ts';

/** Returns the id. Tells `organisation.added`. Errors: Refused; Missing community or contact; Conflict when the centre has one of this name. */
export const addOrganisation = command('directory.addOrganisation', AddOrganisation, async (work, input) => {
	const { centreId, name, kind, communityId, contactId } = input;
	mustKeep(work, centreId);
	await mustBeOfCentre(work.db, centreId, [{ communityId }]);
	const id = newId();
	await work.db
		.insertInto('directory.organisation')
		.values({
			...{ centre_id: centreId, id, name, kind, initials: initialsOf(name) },
			...{ community_id: communityId, contact_id: contactId }
		})
		.execute()
		.catch(told(UNIQUE, taken(name)))
		.catch(told(FOREIGN, NO_CONTACT));
	await recordKept(work, {
		centreId,
		subject: { kind: 'organisation', id },
		action: 'organisation.added',
		data: { kind, communityId }
	});
	return id;
});

/**
 * Gives it another name or kind, or retires it: what it did stays, it cannot claim any more.
 * Tells `organisation.changed`. Errors: Refused, Missing, Conflict when another has this name.
 */
export const changeOrganisation = command('directory.changeOrganisation', ChangeOrganisation, async (work, input) => {
	const { centreId, id, name, kind, communityId, contactId, active } = input;
	mustKeep(work, centreId);
	await mustBeOfCentre(work.db, centreId, [{ communityId }]);
	const changed = await work.db
		.updateTable('directory.organisation')
		.set({ name, kind, active, initials: initialsOf(name), community_id: communityId, contact_id: contactId })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.returning('id')
		.executeTakeFirst()
		.catch(told(UNIQUE, taken(name)))
		.catch(told(FOREIGN, NO_CONTACT));
	if (!changed) throw new Missing('没有这个单位。');
	const data = { kind, communityId, active };
	await recordKept(work, { centreId, subject: { kind: 'organisation', id }, action: 'organisation.changed', data });
});

const taken = (name: string) => new Conflict(`已经有叫“${name}”的单位了。`);
const NO_CONTACT = new Missing('没有这位联系人的资料。');
