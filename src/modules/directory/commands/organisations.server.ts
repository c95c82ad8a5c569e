import { command } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { AddOrganisation, ChangeOrganisation } from '../forms.ts';
import { mustKeep, recordKept, told, UNIQUE } from './keeping.server.ts';

/** Returns the id. Tells `organisation.added`. Errors: Refused; Conflict when the centre has one of this name. */
export const addOrganisation = command('directory.addOrganisation', AddOrganisation, async (work, input) => {
	const { centreId, name, kind } = input;
	mustKeep(work, centreId);
	const id = newId();
	await work.db
		.insertInto('directory.organisation')
		.values({ centre_id: centreId, id, name, kind })
		.execute()
		.catch(told(UNIQUE, taken(name)));
	await recordKept(work, {
		centreId,
		subject: { kind: 'organisation', id },
		action: 'organisation.added',
		data: { kind }
	});
	return id;
});

/**
 * Gives it another name or kind, or retires it: what it did stays, it cannot claim any more.
 * Tells `organisation.changed`. Errors: Refused, Missing, Conflict when another has this name.
 */
export const changeOrganisation = command('directory.changeOrganisation', ChangeOrganisation, async (work, input) => {
	const { centreId, id, name, kind, active } = input;
	mustKeep(work, centreId);
	const changed = await work.db
		.updateTable('directory.organisation')
		.set({ name, kind, active })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.returning('id')
		.executeTakeFirst()
		.catch(told(UNIQUE, taken(name)));
	if (!changed) throw new Missing('没有这个单位。');
	const data = { kind, active };
	await recordKept(work, { centreId, subject: { kind: 'organisation', id }, action: 'organisation.changed', data });
});

const taken = (name: string) => new Conflict(`已经有叫“${name}”的单位了。`);
