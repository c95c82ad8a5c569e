import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';
import type { Cursor } from './cursor.ts';

/** In which order a list of wishes goes, and from where. */
export interface Line {
	direction: 'asc' | 'desc';
	day: 'published_on' | 'completed_on';
	cursor: Cursor | undefined;
}

interface Search {
	centreId: string;
	words: readonly string[];
	/** What the list shows, as a condition on wishes.wish w. */
	where: RawBuilder<boolean>;
	line: Line;
	limit: number;
}

/** More words than anybody looks for at once. */
const MOST = 8;
/** So many of a list are looked through before the index of words is asked. */
const AT_ONCE = 500;

/** What is looked for: every word, of any length and cut anywhere, has to stand in the public words. */
export const wordsIn = (q: string | undefined): string[] =>
	(q ?? '').trim().split(/\s+/).filter(Boolean).slice(0, MOST);

/**
 * The first wishes of a list whose public words contain all of these, at most `limit`. A frequent word stands among the first
 * of the list; a rare one is found by the index of pieces, month by month until there are enough. Neither depends on how
 * many wishes there are, nor on what the planner believes of a word. See docs/decisions/008.
 */
export async function findWords(db: Db, search: Search): Promise<string[]> {
	const { limit, line, where } = search;
	const order = orderOf(line);
	const { rows } = await sql<{ found: string[]; whole: boolean }>`
		with line as materialized (
			select w.centre_id, w.id, w.published_on from wishes.wish w where ${where} order by ${order} limit ${AT_ONCE})
		select (select count(*) from line) < ${AT_ONCE} as whole, array(
			select w.id from line w join wishes.wall_words s on s.centre_id = w.centre_id and s.wish_id = w.id
			where ${containing(search)} order by ${order} limit ${limit}) as found`.execute(db);
	const { found, whole } = rows[0] ?? { found: [], whole: true };
	return whole || found.length >= limit ? found : byMonths(db, search);
}

async function byMonths(db: Db, search: Search): Promise<string[]> {
	const { centreId, words, where, line, limit } = search;
	const isUp = line.direction === 'asc';
	const from = line.cursor && sql`wishes.month_of(${line.cursor.day}::date)`;
	const edge = (end: 'min' | 'max') =>
		sql`(select wishes.month_of(${sql.raw(end)}(published_on)) from wishes.wish where centre_id = ${centreId} and on_wall)`;
	const months = isUp
		? sql`generate_series(${from ?? edge('min')}, ${edge('max')}, 1)`
		: sql`generate_series(${from ?? edge('max')}, ${edge('min')}, -1)`;
	// months come in their order, and what is found in one in its own: nothing has to be sorted at the end; each `offset 0`
	// keeps the planner from another order: the index of pieces first, then the wishes that were found, one by one
	const { rows } = await sql<{ id: string }>`
		select f.id from ${months} as month cross join lateral (
			select w.id from (
				select s.centre_id, s.wish_id from wishes.wall_words s
				where wishes.month_of(s.published_on) = month and wishes.pieces(s.words, s.published_on) @> wishes.pieces_asked(${plain(words.join(' '))}, month)
					and ${containing(search)} offset 0) as s
			cross join lateral (
				select * from wishes.wish where centre_id = s.centre_id and id = s.wish_id offset 0) as w
			where s.centre_id = ${centreId} and ${where} order by ${orderOf(line)} limit ${limit}) as f
		limit ${limit}`.execute(db);
	return rows.map(({ id }) => id);
}

const orderOf = ({ direction }: Line) => sql.raw(`w.published_on ${direction}, w.id ${direction}`);

const containing = ({ words }: Search) =>
	sql.join(
		words.map((word) => sql`strpos(s.words, ${plain(word)}) > 0`),
		sql` and `
	);

/** A statement of its own within the statement is worked out once, not for each row. */
const plain = (words: string) => sql`(select wishes.plain_words(${words}))`;
