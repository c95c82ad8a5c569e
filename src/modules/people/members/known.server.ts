import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { blindIndex } from '#kernel/secrets.ts';
import { membersById, membersWhoAre, type MemberDetail } from '#modules/directory/server.ts';
import { sameBytes } from '../person-row.ts';
import { sameName, samePhone } from '../writing.ts';
import type { MemberEntry } from './entry.ts';

/** A member who is there already, and whether a table tells more of them: a number that nobody had. */
export interface KnownMember {
	member: MemberDetail;
	isNamed: boolean;
	hasPhone: boolean;
}

/**
 * The members whom some lines of a table mean: by their number in the system, else by phone and name, else (as long as one of
 * the two numbers is not known) by name and organisation.
 */
export async function knownMembers(
	db: Db,
	centreId: string,
	entries: readonly MemberEntry[]
): Promise<(KnownMember | undefined)[]> {
	const marks = entries.map(({ name, phone }) => ({
		name: blindIndex('name', sameName(name)),
		phone: phone === null ? null : blindIndex('phone', samePhone(phone))
	}));
	const named = await membersById(db, centreId, [...new Set(entries.flatMap(({ reference }) => reference ?? []))]);
	const persons = await personsLike(db, centreId, marks, named);
	const members = new Map(
		(
			await membersWhoAre(
				db,
				centreId,
				persons.map(({ id }) => id)
			)
		).map((member) => [member.personId, member])
	);
	const byId = new Map(named.map((member) => [member.id, member]));
	const byName = Map.groupBy(persons, ({ name_index }) => name_index?.toString('hex') ?? '');
	const personById = new Map(persons.map((person) => [person.id, person]));
	return entries.map((entry, at) => {
		const { name, phone } = marks[at] as (typeof marks)[number];
		const tell = (member: MemberDetail | undefined): KnownMember | undefined => {
			const person = personById.get(member?.personId ?? '');
			return (
				member && { member, isNamed: sameBytes(person?.name_index ?? null, name), hasPhone: !!person?.phone_index }
			);
		};
		if (entry.reference !== null) return tell(byId.get(entry.reference));
		const namesakes = (byName.get(name.toString('hex')) ?? []).flatMap((person) => {
			const member = members.get(person.id);
			return member ? [{ person, member }] : [];
		});
		const withPhone = namesakes.find(({ person }) => phone !== null && sameBytes(person.phone_index, phone));
		const ofUnit = namesakes.find(
			({ person, member }) =>
				(phone === null || person.phone_index === null) && member.organisationId === entry.organisationId
		);
		return tell((withPhone ?? ofUnit)?.member);
	});
}

/** Whoever has one of the numbers; of namesakes only those who may be meant: all of them only where a line tells no number. */
async function personsLike(
	db: Db,
	centreId: string,
	marks: readonly { name: Buffer; phone: Buffer | null }[],
	named: readonly MemberDetail[]
) {
	const ids = named.map(({ personId }) => personId);
	const phones = marks.flatMap(({ phone }) => phone ?? []);
	const withPhone = marks.flatMap(({ name, phone }) => (phone === null ? [] : [name]));
	const withoutPhone = marks.flatMap(({ name, phone }) => (phone === null ? [name] : []));
	return db
		.selectFrom('people.person')
		.select(['id', 'name_index', 'phone_index'])
		.where('centre_id', '=', centreId)
		.where(
			sql<boolean>`(phone_index = any(${phones}::bytea[]) or name_index = any(${withoutPhone}::bytea[]) or id = any(${ids}::uuid[])
				or (name_index = any(${withPhone}::bytea[]) and phone_index is null))`
		)
		.orderBy('id')
		.execute();
}
