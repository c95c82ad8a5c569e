import { sql } from 'kysely';
import type { Context, Work } from '#kernel/command.ts';
import { blindIndex } from '#kernel/secrets.ts';
import { addMembers } from '#modules/directory/server.ts';
import type { ImportRow, Verdict } from '#modules/sheets/index.ts';
import { keepPersons } from '../commands/keep-person.server.ts';
import { nameTokens } from '../name-tokens.server.ts';
import { sameName } from '../writing.ts';
import { differencesOf } from './compare.ts';
import { readMember, type MemberEntry } from './entry.ts';
import { knownMembers } from './known.server.ts';
import { openLookup } from './lookup.server.ts';

/** Reads lines of a table as members of a centre. Opened once for each pass: it remembers whom it has met. */
interface MemberReader {
	/** Says of each line what would come of it. Writes nothing. */
	check(rows: readonly ImportRow[]): Promise<Verdict[]>;
	/** Adds who is not there yet, in a few statements. Returns the member of each line, and whether they are new; none for a line that is wrong. */
	register(work: Work, rows: readonly ImportRow[]): Promise<({ memberId: string; isNew: boolean } | undefined)[]>;
}

export async function memberReader({ db }: Context, centreId: string): Promise<MemberReader> {
	const lookup = await openLookup(db, centreId);
	const met = new Map<string, number>();

	const verdictOf = (
		row: ImportRow,
		entry: MemberEntry,
		known: Awaited<ReturnType<typeof knownMembers>>[number]
	): Verdict => {
		const identity = identityOf(centreId, entry);
		const person = known?.member.id ?? identity;
		const before = met.get(person);
		met.set(person, before ?? row.number);
		if (before !== undefined) return wrong('name', `和第 ${before} 行是同一个人，请只留一行`);
		if (entry.reference !== null && !known) return wrong('reference', '本中心没有这个编号的党员。新的党员请把编号留空');
		if (!known) return { is: 'new', identity };
		const differences = differencesOf(row, entry, known, lookup);
		return differences.length === 0 ? { is: 'same' } : { is: 'differs', differences };
	};

	return {
		async check(rows) {
			const read = rows.map((row) => readMember(row, lookup));
			const entries = read.flatMap((one) => (Array.isArray(one) ? [] : [one]));
			const known = await knownMembers(db, centreId, entries);
			let at = 0;
			return read.map((entry, line) =>
				Array.isArray(entry) ? { is: 'wrong', issues: entry } : verdictOf(rows[line] as ImportRow, entry, known[at++])
			);
		},
		async register(work, rows) {
			await lockRoster(work, centreId);
			const read = rows.map((row) => readMember(row, lookup));
			const entries = read.flatMap((one) => (Array.isArray(one) ? [] : [one]));
			const members = new Map(await registered(work, centreId, entries));
			return read.map((entry) => (Array.isArray(entry) ? undefined : members.get(entry)));
		}
	};
}

/** Those who are there, and those who are added now; the same person twice is one member. */
async function registered(work: Work, centreId: string, entries: readonly MemberEntry[]) {
	const known = await knownMembers(work.db, centreId, entries);
	const fresh = entries.filter((entry, at) => !known[at] && entry.reference === null);
	const persons = await keepPersons(
		work,
		fresh.map(({ name, phone, communityId, gridId }) => ({ centreId, name, phone, communityId, gridId }))
	);
	const first = new Map(persons.map((personId, at) => [personId, at] as const).reverse());
	const added = [...first].sort(([, a], [, b]) => a - b);
	const ids = await addMembers(
		work,
		centreId,
		added.map(([personId, at]) => {
			const { reference: _, name, phone: __, ...member } = fresh[at] as MemberEntry;
			return { personId, ...member, nameTokens: nameTokens(centreId, name) };
		})
	);
	const idOf = new Map(added.map(([personId], at) => [personId, ids[at] as string]));
	return entries.flatMap((entry, at): [MemberEntry, { memberId: string; isNew: boolean }][] => {
		const member = known[at]?.member;
		if (member) return [[entry, { memberId: member.id, isNew: false }]];
		const [place, personId] = [fresh.indexOf(entry), persons[fresh.indexOf(entry)]];
		if (personId === undefined) return [];
		return [[entry, { memberId: idOf.get(personId) as string, isNew: first.get(personId) === place }]];
	});
}

/** One table at a time adds members to a centre: two that hold the same people add each once. */
const lockRoster = ({ db }: Work, centreId: string) =>
	sql`select pg_advisory_xact_lock(hashtextextended(${`people.members ${centreId}`}, 0))`.execute(db);

const identityOf = (centreId: string, { reference, name, phone, organisationId }: MemberEntry): string =>
	blindIndex(
		'member line',
		JSON.stringify([centreId, reference ?? [sameName(name), phone ?? organisationId ?? '']])
	).toString('hex');

const wrong = (field: string, message: string): Verdict => ({ is: 'wrong', issues: [{ field, message }] });
