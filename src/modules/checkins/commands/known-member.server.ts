import { sql } from 'kysely';
import { system } from '#kernel/actor.ts';
import type { Work } from '#kernel/command.ts';
import { freeTimesMask, type MemberKind } from '#modules/directory/index.ts';
import { addMembers, changeMember, memberById, setMembersActive } from '#modules/directory/server.ts';
import { surnameOf } from '#modules/people/index.ts';
import { keepPersons, nameTokens } from '#modules/people/server.ts';
import { freeTimesOf } from '../check-in.ts';

export interface Somebody {
	name: string;
	phone: string;
	/** Only of the person themself. */
	accountId?: string | undefined;
	communityId: string;
	gridId?: string | null;
	kind: MemberKind;
	organisationId?: string | null;
	branchId?: string | null;
	skills?: string[];
	/** As forms hold them: see `freeTimesOf`. */
	freeTimes?: readonly string[];
}

export interface Known {
	memberId: string;
	personId: string;
	/** Whether the centre knew this member already. */
	wasKnown: boolean;
}

/**
 * Finds the members who have these names and phones, or writes them down; answers in their order. Whoever is new stays
 * inactive, and nobody can call on them, until the centre accepts the check-in. Keeping the persons is the lock: of many at
 * once all find the same member. At most 1000.
 */
export async function knownMembers(work: Work, centreId: string, people: readonly Somebody[]): Promise<Known[]> {
	const personIds = await keepPersons(
		work,
		people.map(({ name, phone, accountId, communityId, gridId }) => ({
			...{ centreId, name, phone, accountId, communityId, gridId }
		}))
	);
	const known = await membersAmong(work, centreId, personIds);
	const fresh = new Map<string, Somebody>();
	for (const [at, personId] of personIds.entries())
		if (!known.has(personId)) fresh.set(personId, fresh.get(personId) ?? (people[at] as Somebody));
	const adder = { ...work, actor: system('checkIns') };
	const rows = [...fresh].map(([personId, somebody]) => memberOf(centreId, personId, somebody));
	const memberIds = await addMembers(adder, centreId, rows);
	await setMembersActive(work, centreId, memberIds, false);
	const added = new Map([...fresh.keys()].map((personId, at) => [personId, memberIds[at] ?? '']));
	return personIds.map((personId) => {
		const memberId = added.get(personId);
		return memberId === undefined
			? { ...(known.get(personId) as Omit<Known, 'wasKnown'>), wasKnown: true }
			: { memberId, personId, wasKnown: false };
	});
}

export const knownMember = async (work: Work, centreId: string, somebody: Somebody): Promise<Known> =>
	(await knownMembers(work, centreId, [somebody]))[0] as Known;

/** What a known member says of themself replaces what was known; what they leave out stays. */
export async function keepOffer(
	work: Work,
	centreId: string,
	memberId: string,
	{ skills = [], freeTimes = [] }: Pick<Somebody, 'skills' | 'freeTimes'>
): Promise<void> {
	if (skills.length + freeTimes.length === 0) return;
	const known = await memberById(work.db, centreId, memberId);
	await changeMember(
		{ ...work, actor: system('checkIns') },
		{
			...known,
			centreId,
			kind: known.kind as MemberKind,
			skills: skills.length > 0 ? skills : known.skills,
			freeTimes: freeTimes.length > 0 ? freeTimesMask(freeTimesOf(freeTimes)) : known.freeTimes
		}
	);
}

const memberOf = (centreId: string, personId: string, somebody: Somebody) => {
	const { name, communityId, gridId, kind, organisationId, branchId, skills, freeTimes = [] } = somebody;
	return {
		...{ personId, alias: `${surnameOf(name)}同志`, communityId, gridId, kind, organisationId, branchId, skills },
		freeTimes: freeTimesMask(freeTimesOf(freeTimes)),
		nameTokens: nameTokens(centreId, name)
	};
};

/**
 * The members among these people, by the person that was asked for. An account has a row of its own as soon as it asked for
 * anything, so the member may be another row with the same name and phone: the row itself counts first.
 */
async function membersAmong(
	{ db }: Work,
	centreId: string,
	personIds: readonly string[]
): Promise<Map<string, Omit<Known, 'wasKnown'>>> {
	const { rows } = await sql<{ asked: string; memberId: string; personId: string }>`
		select p.id as asked, m.id as "memberId", twin.id as "personId"
		from people.person as p
		join people.person as twin on twin.centre_id = p.centre_id
			and (twin.id = p.id or (twin.phone_index = p.phone_index and twin.name_index = p.name_index))
		join directory.member as m on m.centre_id = twin.centre_id and m.person_id = twin.id
		where p.centre_id = ${centreId} and p.id = any(${personIds}::uuid[])
		order by (twin.id <> p.id), m.id`.execute(db);
	const found = new Map<string, Omit<Known, 'wasKnown'>>();
	for (const { asked, ...member } of rows) if (!found.has(asked)) found.set(asked, member);
	return found;
}
