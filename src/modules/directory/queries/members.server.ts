import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';

const PAGE = 50;

export interface MemberRow {
	id: string;
	personId: string;
	alias: string;
	kind: string;
	organisationName: string | null;
	branchName: string | null;
	active: boolean;
}

/** A word to be found in a name: sets of keyed hashes, of one of which all must be there. Made by nameSearch of people. */
export interface NameWord {
	word: string;
	tokens: string[][];
}

export interface MemberFilter {
	/** Each must be in the name, at the beginning of the alias, or in the name of the organisation. */
	words?: readonly NameWord[] | undefined;
	/** Only these people. */
	persons?: readonly string[] | undefined;
	kind?: string | undefined;
	branchId?: string | undefined;
	organisationId?: string | undefined;
	communityId?: string | undefined;
	gridId?: string | undefined;
	skill?: string | undefined;
	/** Those on the roster (true), those who left it (false); without it all. */
	active?: boolean | undefined;
}

/**
 * A page of a centre's members, and where the next one starts (give it as `after`; null on the last page). By alias; those who
 * are looked for by words in the order of their ids, for whoever is called alike stands together in the order of aliases, and
 * a database that reads in that order comes to them last.
 */
export async function membersOf(
	db: Db,
	centreId: string,
	{ after, limit = PAGE, ...filter }: MemberFilter & { after?: string | undefined; limit?: number } = {}
): Promise<{ members: MemberDetail[]; next: string | null }> {
	const isSearch = (filter.words ?? []).length > 0;
	let query = filtered(db, centreId, filter).select(details);
	if (after !== undefined)
		query = isSearch
			? query.where('member.id', '>', after)
			: query.where(
					sql<boolean>`(member.alias collate "C", member.id) > (select alias collate "C", id from directory.member where centre_id = ${centreId} and id = ${after})`
				);
	if (!isSearch) query = query.orderBy(byAlias);
	const rows = await query
		.orderBy('member.id')
		.limit(limit + 1)
		.execute();
	const members = rows.slice(0, limit);
	return { members, next: rows.length > limit ? (members.at(-1)?.id ?? null) : null };
}

export interface MemberDetail extends MemberRow {
	organisationId: string | null;
	branchId: string | null;
	communityId: string | null;
	gridId: string | null;
	buildingId: string | null;
	skills: string[];
	freeTimes: number;
}

/** Errors: Missing. */
export async function memberById(db: Db, centreId: string, id: string): Promise<MemberDetail> {
	const member = await memberRows(db, centreId).select(details).where('member.id', '=', id).executeTakeFirst();
	if (!member) throw new Missing('没有这位党员。');
	return member;
}

/** Some members with all that is known of them, by id; those that are none are left out. */
export const membersById = (db: Db, centreId: string, ids: readonly string[]): Promise<MemberDetail[]> =>
	ids.length === 0
		? Promise.resolve([])
		: memberRows(db, centreId).select(details).where('member.id', 'in', ids).orderBy('member.id').execute();

/** The members that some people are, with all that is known of them. */
export const membersWhoAre = (db: Db, centreId: string, personIds: readonly string[]): Promise<MemberDetail[]> =>
	personIds.length === 0
		? Promise.resolve([])
		: memberRows(db, centreId).select(details).where('member.person_id', 'in', personIds).execute();

/** The order of the index member_alias, whatever the database's language. */
export const byAlias = sql`member.alias collate "C"`;

/** A pattern for texts that start like this; what is typed has no special signs. */
export const startOf = (typed: string): string => `${typed.replace(/[\\%_]/g, '\\$&')}%`;

const details = [
	'member.organisation_id as organisationId',
	'member.branch_id as branchId',
	'member.community_id as communityId',
	'member.grid_id as gridId',
	'member.building_id as buildingId',
	'member.skills',
	'member.free_times as freeTimes'
] as const;

export const memberRows = (db: Db, centreId: string) =>
	db
		.selectFrom('directory.member as member')
		.leftJoin('directory.organisation as organisation', (join) =>
			join
				.onRef('organisation.centre_id', '=', 'member.centre_id')
				.onRef('organisation.id', '=', 'member.organisation_id')
		)
		.leftJoin('directory.party_organisation as branch', (join) =>
			join.onRef('branch.centre_id', '=', 'member.centre_id').onRef('branch.id', '=', 'member.branch_id')
		)
		.select([
			'member.id',
			'member.person_id as personId',
			'member.alias',
			'member.kind',
			'organisation.name as organisationName',
			'branch.name as branchName',
			'member.active'
		])
		.where('member.centre_id', '=', centreId);

function filtered(db: Db, centreId: string, filter: MemberFilter) {
	let query = memberRows(db, centreId);
	const { words = [], persons, kind, branchId, organisationId, communityId, gridId, skill, active } = filter;
	if (persons) query = query.where('member.person_id', '=', sql<string>`any(${persons}::uuid[])`);
	if (kind) query = query.where('member.kind', '=', kind);
	if (branchId) query = query.where('member.branch_id', '=', branchId);
	if (organisationId) query = query.where('member.organisation_id', '=', organisationId);
	if (communityId) query = query.where('member.community_id', '=', communityId);
	if (gridId) query = query.where('member.grid_id', '=', gridId);
	if (skill) query = query.where('member.skills', '@>', sql<string[]>`${[skill]}::text[]`);
	if (active === true) query = query.where('member.active', '=', true);
	if (active === false) query = query.where('member.active', '=', false);
	for (const [at, word] of words.entries()) query = query.where(isCalled(word, at > 0));
	return query;
}

/** By the hashes of the name, by how the alias begins, and behind the first word by a part of the organisation's name. */
const isCalled = ({ word, tokens }: NameWord, alsoOrganisation: boolean) => {
	const ways = tokens.map((all) => sql`member.name_tokens @> ${all}::bigint[]`);
	ways.push(sql`member.alias collate "C" like ${startOf(word)}`);
	if (alsoOrganisation) ways.push(sql`organisation.name ilike ${`%${startOf(word)}`}`);
	return sql<boolean>`(${sql.join(ways, sql` or `)})`;
};
