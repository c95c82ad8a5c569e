import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';

/** More words than anybody looks for at once. */
const MOST_WORDS = 8;
/** So many of a list are looked through before the index of words is asked. */
const AT_ONCE = 500;

/** What is looked for: every word, of any length and cut anywhere, has to stand in a post's title, place or description. */
export const wordsIn = (q: string | undefined): string[] =>
	(q ?? '').normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);

interface Search {
	/** Posts p, with the time n.at by which they are listed. */
	source: RawBuilder<unknown>;
	where: RawBuilder<boolean>;
	words: readonly string[];
	limit: number;
}

/**
 * The first posts of a list that hold all of these words, at most `limit`. A frequent word stands among the first of the list; a
 * rare one is found by the index of pieces.
 */
export async function findWords(db: Db, { source, where, words, limit }: Search): Promise<string[]> {
	const holding = sql.join(
		words.map((word) => sql`strpos(posts.plain_words(${WORDS}), ${word}) > 0`),
		sql` and `
	);
	const { rows } = await sql<{ found: string[]; whole: boolean }>`
		with line as materialized (
			select p.id, p.title, p.place, p.description, n.at from ${source} where ${where} order by n.at, p.id limit ${AT_ONCE})
		select (select count(*) from line) < ${AT_ONCE} as whole,
			array(select p.id from line p where ${holding} order by p.at, p.id limit ${limit}) as found`.execute(db);
	const { found, whole } = rows[0] ?? { found: [], whole: true };
	if (whole || found.length >= limit) return found;
	const all = await sql<{ id: string }>`
		select p.id from ${source}
		where ${where} and posts.pieces(${WORDS}) @> posts.pieces(${words.join(' ')}) and ${holding}
		order by n.at, p.id limit ${limit}`.execute(db);
	return all.rows.map(({ id }) => id);
}

/** As the index of words has it. */
const WORDS = sql`(p.title || ' ' || p.place || ' ' || p.description)`;
