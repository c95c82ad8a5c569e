import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';

/** The people that members are who are called like this, the first so many. For people, which makes the hashes. */
export async function personsWithTokens(
	db: Db,
	centreId: string,
	words: readonly { tokens: readonly (readonly string[])[] }[],
	limit: number
): Promise<string[]> {
	// what holds no sign of a name, or nothing at all, is nobody's
	if (words.length === 0 || words.some(({ tokens }) => tokens.length === 0)) return [];
	const ways = words.map(
		({ tokens }) =>
			sql`(${sql.join(
				tokens.map((all) => sql`name_tokens @> ${all}::bigint[]`),
				sql` or `
			)})`
	);
	const { rows } = await sql<{ person_id: string }>`
		select person_id from directory.member
		where centre_id = ${centreId} and ${sql.join(ways, sql` and `)}
		limit ${limit}`.execute(db);
	return rows.map(({ person_id }) => person_id);
}

/** Members whose names were not made findable yet: those from before there were hashes. */
export const membersUnread = (
	db: Db,
	limit: number
): Promise<{ centreId: string; memberId: string; personId: string }[]> =>
	db
		.selectFrom('directory.member')
		.select(['centre_id as centreId', 'id as memberId', 'person_id as personId'])
		.where('name_kept', '=', false)
		.orderBy('centre_id')
		.orderBy('id')
		.limit(limit)
		.forUpdate()
		.skipLocked()
		.execute();
