import type { Db } from '#kernel/db.ts';
import { blindIndex, open } from '#kernel/secrets.ts';
import { plainName, sameName } from './writing.ts';

/**
 * The names of people on a list that those who keep it work with every day: the members of a centre. Only names, no other
 * detail, and nothing is written down; everything else opens through openContact. The caller has checked mayKeep.
 */
export async function namesOnRoster(
	db: Db,
	centreId: string,
	personIds: readonly string[]
): Promise<Map<string, string>> {
	if (personIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('people.person')
		.select(['id', 'name_sealed'])
		.where('centre_id', '=', centreId)
		.where('id', 'in', personIds)
		.execute();
	return new Map(rows.flatMap(({ id, name_sealed }) => (name_sealed ? [[id, open(name_sealed)]] : [])));
}

const MOST_FOUND = 50;

/** The people with exactly this full name: names are sealed, so a part of one cannot be looked for. */
export async function personsNamed(db: Db, centreId: string, name: string): Promise<string[]> {
	if (plainName(name) === '') return [];
	const rows = await db
		.selectFrom('people.person')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('name_index', '=', blindIndex('name', sameName(name)))
		.limit(MOST_FOUND)
		.execute();
	return rows.map(({ id }) => id);
}
