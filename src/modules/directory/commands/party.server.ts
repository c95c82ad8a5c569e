import { sql } from 'kysely';
import type { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { AddPartyOrganisation, ChangePartyOrganisation } from '../forms.ts';
import { initialsOf } from '../initials.server.ts';
import { mayHangBelow, partyLevels, type PartyLevel } from '../kinds.ts';
import { mustBeOfCentre } from './belonging.server.ts';
import { FOREIGN, mustKeep, recordKept, told, UNIQUE } from './keeping.server.ts';

/**
 * Returns the id. Tells `partyOrganisation.added`. Errors: Refused; Missing what it points to; Conflict when the centre has
 * one of this name, or when its level does not go below the one above.
 */
export const addPartyOrganisation = command(
	'directory.addPartyOrganisation',
	AddPartyOrganisation,
	async (work, input) => {
		const { centreId, level, parentId, organisationId } = input;
		mustKeep(work, centreId);
		await lockTree(work, centreId);
		await mustBeOfCentre(work.db, centreId, [input]);
		await mustFitBelow(work, centreId, level, parentId, true);
		const id = newId();
		await work.db
			.insertInto('directory.party_organisation')
			.values({ centre_id: centreId, id, ...columnsOf(input) })
			.execute()
			.catch(told(UNIQUE, taken(input.name)))
			.catch(told(FOREIGN, NO_PERSON));
		await recordKept(work, {
			...{ centreId, subject: { kind: 'partyOrganisation', id }, action: 'partyOrganisation.added' },
			data: { level, parentId, organisationId }
		});
		return id;
	}
);

/**
 * Changes, moves or retires one: its members stay. Tells `partyOrganisation.changed`. Errors: those of adding; Conflict when it
 * would lie below itself, or when something below it does not go there any more.
 */
export const changePartyOrganisation = command(
	'directory.changePartyOrganisation',
	ChangePartyOrganisation,
	async (work, input) => {
		const { centreId, id, level, parentId, organisationId, active } = input;
		mustKeep(work, centreId);
		await lockTree(work, centreId);
		await mustBeOfCentre(work.db, centreId, [input]);
		await mustFitBelow(work, centreId, level, parentId, active);
		await mustFitAbove(work, centreId, id, level, active);
		await mustNotBeBelow(work, centreId, id, parentId);
		const changed = await work.db
			.updateTable('directory.party_organisation')
			.set({ ...columnsOf(input), active })
			.where('centre_id', '=', centreId)
			.where('id', '=', id)
			.returning('id')
			.executeTakeFirst()
			.catch(told(UNIQUE, taken(input.name)))
			.catch(told(FOREIGN, NO_PERSON));
		if (!changed) throw new Missing('没有这个党组织。');
		await recordKept(work, {
			...{ centreId, subject: { kind: 'partyOrganisation', id }, action: 'partyOrganisation.changed' },
			data: { level, parentId, organisationId, active }
		});
	}
);

/** One change of a centre's tree at a time: the lock that the trigger takes, too. */
const lockTree = ({ db }: Work, centreId: string) =>
	sql`select pg_advisory_xact_lock(hashtextextended(${`directory.party_organisation ${centreId}`}, 0))`.execute(db);

const columnsOf = (input: Omit<z.output<typeof AddPartyOrganisation>, 'centreId'>) => ({
	parent_id: input.parentId,
	organisation_id: input.organisationId,
	level: input.level,
	name: input.name,
	initials: initialsOf(input.name),
	community_id: input.communityId,
	secretary_id: input.secretaryId,
	contact_id: input.contactId
});

const inTree = ({ db }: Work, centreId: string) =>
	db
		.selectFrom('directory.party_organisation')
		.select(['id', 'name', 'level', 'parent_id', 'active'])
		.where('centre_id', '=', centreId);

async function mustFitBelow(
	work: Work,
	centreId: string,
	level: PartyLevel,
	parentId: string | null,
	active: boolean
): Promise<void> {
	if (parentId === null) {
		if (level === 'group') throw new Conflict('党小组要挂在一个党支部下面，请选择上级。');
		return;
	}
	const parent = await inTree(work, centreId).where('id', '=', parentId).executeTakeFirst();
	if (!parent) throw new Missing('没有这个上级党组织。');
	if (active && !parent.active) throw new Conflict(`“${parent.name}”已经停用，请另选一个上级。`);
	if (!mayHangBelow(level, parent.level as PartyLevel))
		throw new Conflict(`${partyLevels[level]}不能挂在${partyLevels[parent.level as PartyLevel]}下面，请另选一个上级。`);
}

async function mustFitAbove(
	work: Work,
	centreId: string,
	id: string,
	level: PartyLevel,
	active: boolean
): Promise<void> {
	const children = await inTree(work, centreId).where('parent_id', '=', id).where('active', '=', true).execute();
	const [first] = active ? children.filter((child) => !mayHangBelow(child.level as PartyLevel, level)) : children;
	if (!first) return;
	throw new Conflict(
		active
			? `下级的“${first.name}”不能挂在${partyLevels[level]}下面，请先把它移到别处。`
			: `下级还有“${first.name}”，请先把它移到别处或者停用。`
	);
}

async function mustNotBeBelow({ db }: Work, centreId: string, id: string, parentId: string | null): Promise<void> {
	if (parentId === null) return;
	const { rows } = await sql`
		with recursive above as (
			select id, parent_id from directory.party_organisation where centre_id = ${centreId} and id = ${parentId}
			union select party.id, party.parent_id from directory.party_organisation party
			join above on party.id = above.parent_id where party.centre_id = ${centreId}
		) select from above where id = ${id}`.execute(db);
	if (rows.length > 0) throw new Conflict('一个党组织不能挂在自己或者自己的下级下面，请另选一个上级。');
}

const taken = (name: string) => new Conflict(`已经有叫“${name}”的党组织了。`);
const NO_PERSON = new Missing('没有书记或联系人的资料。');
