import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';

/** Whether a member agreed to be thanked publicly. */
export const isNamed = async (db: Db, centreId: string, memberId: string): Promise<boolean> =>
	(await named(db, centreId).where('n.member_id', '=', memberId).executeTakeFirst()) !== undefined;

const PAGE = 100;

/**
 * The members who were recognised and agreed to be named: aliases in the order of their writing, and nothing that could
 * rank them. Public. `after` is the `next` of the page before.
 */
export async function thankedMembers(
	db: Db,
	centreId: string,
	after?: string
): Promise<{ aliases: string[]; next: string | null }> {
	const rows = await named(db, centreId)
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'n.centre_id').onRef('m.id', '=', 'n.member_id')
		)
		.select(['m.id', 'm.alias'])
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('records.recognition as r')
					.select('r.id')
					.where('r.centre_id', '=', centreId)
					.whereRef('r.member_id', '=', 'n.member_id')
					.where('r.state', '=', 'confirmed')
			)
		)
		.$if(isId(after), (query) =>
			query.where(
				sql<boolean>`(m.alias collate "C", m.id) > (select alias collate "C", id from directory.member where centre_id = ${centreId} and id = ${after ?? ''})`
			)
		)
		.orderBy(sql`m.alias collate "C"`)
		.orderBy('m.id')
		.limit(PAGE + 1)
		.execute();
	const shown = rows.slice(0, PAGE);
	return {
		aliases: shown.map(({ alias }) => alias),
		next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null
	};
}

/** The organisations that were recognised, by name. Public. */
export async function thankedOrganisations(db: Db, centreId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('records.recognition as r')
		.innerJoin('directory.organisation as o', (join) =>
			join.onRef('o.centre_id', '=', 'r.centre_id').onRef('o.id', '=', 'r.organisation_id')
		)
		.select('o.name')
		.distinct()
		.where('r.centre_id', '=', centreId)
		.where('r.organisation_id', 'is not', null)
		.where('r.state', '=', 'confirmed')
		.orderBy('o.name')
		.limit(500)
		.execute();
	return rows.map(({ name }) => name);
}

const named = (db: Db, centreId: string) =>
	db
		.selectFrom('records.named as n')
		.innerJoin('people.consent as c', (join) =>
			join.onRef('c.centre_id', '=', 'n.centre_id').onRef('c.id', '=', 'n.consent_id')
		)
		.select('n.member_id as memberId')
		.where('n.centre_id', '=', centreId)
		.where('c.withdrawn_at', 'is', null);
