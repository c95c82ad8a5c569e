import type { Db } from '#kernel/db.ts';
import { blindIndex, open } from '#kernel/secrets.ts';
import { personsWithTokens } from '#modules/directory/server.ts';
import { nameSearch } from './name-tokens.server.ts';
import { samePhone } from './writing.ts';

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

/**
 * The people who are members and whose names hold all that was typed: Chinese as written or as it sounds, or initials. Names
 * stay sealed: they are found by keyed hashes. The caller has checked mayKeep.
 */
export const personsMatching = (db: Db, centreId: string, q: string, limit: number): Promise<string[]> =>
	personsWithTokens(db, centreId, nameSearch(centreId, q), limit);

const MOST_WITH_ONE_PHONE = 50;

/** The people of a centre with exactly this number, however it is written. The caller has checked mayKeep. */
export async function personsWithPhone(db: Db, centreId: string, phone: string): Promise<string[]> {
	const rows = await db
		.selectFrom('people.person')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('phone_index', '=', blindIndex('phone', samePhone(phone)))
		.limit(MOST_WITH_ONE_PHONE)
		.execute();
	return rows.map(({ id }) => id);
}
