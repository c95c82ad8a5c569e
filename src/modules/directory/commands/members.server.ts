import { z } from 'zod';
import { command, parse, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { AddMember, ChangeMember } from '../forms.ts';
import { mustBeOfCentre } from './belonging.server.ts';
import { FOREIGN, keptBy, mustKeep, recordKept, told, UNIQUE } from './keeping.server.ts';

/** A member to be written down, with the keyed hashes by which people finds the name. */
export type NewMember = Omit<z.input<typeof AddMember>, 'centreId'> & { nameTokens?: readonly string[] | undefined };

/**
 * Writes a person of the centre down as a member. Returns the id. Tells `member.added`.
 * Errors: Refused; Missing person, organisation, branch or place; Invalid skill; Conflict when the person is a member already.
 */
export const addMember = command('directory.addMember', AddMember, async (work, { centreId, ...member }) => {
	const [id] = await addMembers(work, centreId, [member]);
	return id as string;
});

/**
 * The same for many at once, at most 1000, each told. Returns the ids in the order of the rows. All or none are added.
 * Errors: those of addMember.
 */
export async function addMembers(work: Work, centreId: string, rows: readonly NewMember[]): Promise<string[]> {
	mustKeep(work, centreId);
	if (rows.length === 0) return [];
	const members = parse(
		z.array(AddMember).max(1000, '一次最多登记 1000 位'),
		rows.map((row) => ({ ...row, centreId }))
	);
	await mustBeOfCentre(work.db, centreId, members);
	const ids = members.map(() => newId());
	await work.db
		.insertInto('directory.member')
		.values(
			members.map((member, at) => ({
				centre_id: centreId,
				id: ids[at] as string,
				person_id: member.personId,
				...columnsOf(member),
				name_tokens: tokensOf(rows[at]?.nameTokens),
				name_kept: rows[at]?.nameTokens !== undefined
			}))
		)
		.execute()
		.catch(told(UNIQUE, new Conflict('这个人已经登记为党员了。')))
		.catch(told(FOREIGN, new Missing('没有这个人的资料。')));
	const by = keptBy(work, centreId);
	await work.recordAll(
		members.map(({ kind, organisationId, branchId }, at) => ({
			...{ centreId, subject: { kind: 'member', id: ids[at] as string }, action: 'member.added', ...by },
			data: { kind, organisationId, branchId }
		}))
	);
	return ids;
}

/** Tells `member.changed`. A retired member keeps what was done and cannot claim any more. Errors: Refused; Missing; Invalid skill. */
export const changeMember = command('directory.changeMember', ChangeMember, async (work, input) => {
	const { centreId, id, active, ...member } = input;
	mustKeep(work, centreId);
	await mustBeOfCentre(work.db, centreId, [member], await ownSkills(work, centreId, id));
	const changed = await work.db
		.updateTable('directory.member')
		.set({ ...columnsOf(member), active })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.returning('id')
		.executeTakeFirst();
	if (!changed) throw new Missing('没有这位党员。');
	const { kind, organisationId, branchId } = member;
	const data = { kind, organisationId, branchId, active };
	await recordKept(work, { centreId, subject: { kind: 'member', id }, action: 'member.changed', data });
});

/** Keeps by which hashes the names of members are found. The caller is a job, or has checked that the actor may. */
export async function keepNameTokens(
	{ db }: Work,
	centreId: string,
	names: readonly { memberId: string; tokens: readonly string[] }[]
): Promise<void> {
	for (const { memberId, tokens } of names)
		await db
			.updateTable('directory.member')
			.set({ name_tokens: tokensOf(tokens), name_kept: true })
			.where('centre_id', '=', centreId)
			.where('id', '=', memberId)
			.execute();
}

/** 64-bit numbers, as the texts in which a driver can carry them. */
const tokensOf = (tokens: readonly string[] = []) => tokens as unknown as number[];

const columnsOf = (member: Omit<z.output<typeof ChangeMember>, 'centreId' | 'id' | 'active'>) => ({
	alias: member.alias,
	kind: member.kind,
	organisation_id: member.organisationId,
	branch_id: member.branchId,
	community_id: member.communityId,
	grid_id: member.gridId,
	building_id: member.buildingId,
	skills: [...new Set(member.skills)],
	free_times: member.freeTimes
});

/** Skills that were retired since may stay with whoever has them. */
async function ownSkills({ db }: Work, centreId: string, id: string): Promise<readonly string[]> {
	const member = await db
		.selectFrom('directory.member')
		.select('skills')
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.executeTakeFirst();
	return member?.skills ?? [];
}
