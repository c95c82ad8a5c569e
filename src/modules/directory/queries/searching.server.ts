import { sql, type RawBuilder } from 'kysely';
import { startOf } from './members.server.ts';

const MOST_WORDS = 6;

/**
 * What a row's name, or its pinyin initials, must hold: every word that was typed. The pieces of two signs lead to the rows by
 * their index; the word itself is then looked for.
 */
export const holding = (alias: 'organisation' | 'party', q: string): RawBuilder<boolean>[] =>
	q
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== '')
		.slice(0, MOST_WORDS)
		.map((word) => {
			const like = `%${startOf(word)}`;
			return sql<boolean>`${sql.ref(`${alias}.search`)} @> ${piecesOf(word)}::text[] and (lower(${sql.ref(`${alias}.name`)}) like ${like} or ${sql.ref(`${alias}.initials`)} like ${like})`;
		});

function piecesOf(word: string): string[] {
	const signs = [...word];
	return signs.length === 1 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
}
