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
	active: boolean;
}

/**
 * A page of a centre's members by alias, and where the next one starts (give it as `after`; null on the last page).
 * `q` is how the alias begins, then parts of the organisation's name. Whoever is one of `persons` is found whatever `q` says.
 */
export async function membersOf(
	db: Db,
	centreId: string,
	{ q = '', after, persons = [] }: { q?: string | undefined; after?: string | undefined; persons?: string[] } = {}
): Promise<{ members: MemberRow[]; next: string | null }> {
	const rows = await membersLike(db, centreId, q, persons)
		.$if(after !== undefined, (query) =>
			query.where(
				sql<boolean>`(member.alias collate "C", member.id) > (select alias collate "C", id from directory.member where centre_id = ${centreId} and id = ${after})`
			)
		)
		.orderBy(byAlias)
		.orderBy('member.id')
		.limit(PAGE + 1)
		.execute();
	const members = rows.slice(0, PAGE);
	return { members, next: rows.length > PAGE ? (members.at(-1)?.id ?? null) : null };
}

export interface MemberDetail extends MemberRow {
	organisationId: string | null;
}

/** Errors: Missing. */
export async function memberById(db: Db, centreId: string, id: string): Promise<MemberDetail> {
	const member = await membersLike(db, centreId, '')
		.select('member.organisation_id as organisationId')
		.where('member.id', '=', id)
		.executeTakeFirst();
	if (!member) throw new Missing('没有这位党员。');
	return member;
}

/** The order of the index member_alias, whatever the database's language. */
export const byAlias = sql`member.alias collate "C"`;

/** Members whose alias starts with the first word and whose organisation's name holds the others, or who are one of these persons. */
export function membersLike(db: Db, centreId: string, q: string, persons: readonly string[] = []) {
	const [first = '', ...others] = q.trim().split(/\s+/);
	return db
		.selectFrom('directory.member as member')
		.leftJoin('directory.organisation as organisation', (join) =>
			join
				.onRef('organisation.centre_id', '=', 'member.centre_id')
				.onRef('organisation.id', '=', 'member.organisation_id')
		)
		.select([
			'member.id',
			'member.person_id as personId',
			'member.alias',
			'member.kind',
			'organisation.name as organisationName',
			'member.active'
		])
		.where('member.centre_id', '=', centreId)
		.where((where) => {
			const alias = first === '' ? [] : [where(byAlias, 'like', startOf(first))];
			const organisation = others.map((word) => where('organisation.name', 'ilike', `%${startOf(word)}`));
			const like = where.and([...alias, ...organisation]);
			return persons.length === 0 ? like : where.or([like, where('member.person_id', 'in', persons)]);
		});
}

/** A pattern for texts that start like this; what is typed has no special signs. */
export const startOf = (typed: string): string => `${typed.replace(/[\\%_]/g, '\\$&')}%`;
