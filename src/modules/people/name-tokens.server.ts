import { hash } from 'node:crypto';
import { blindIndex } from '#kernel/secrets.ts';
import { readingOf, readingsOf, type NameWord } from '#modules/directory/server.ts';
import { plainName, sameName } from './writing.ts';

/** Longer pieces are looked up by all pieces of this length in them. */
const LONGEST = 4;
const MOST_WORDS = 4;
/** A name with more ways of reading than that keeps the usual ones. */
const MOST_READINGS = 16;

/**
 * By what the name of a member is found without being read: keyed hashes of each piece of it, of the initials and of the
 * sounds of each piece. They differ from centre to centre.
 */
export function nameTokens(centreId: string, name: string): string[] {
	const signs = signsOf(name);
	const pieces = new Set(windows(signs, 1, LONGEST).map((piece) => `= ${piece.join('')}`));
	for (const reading of readingsOfName(name)) {
		const sounds = reading.filter((sound) => sound !== '');
		for (const piece of windows(initials(sounds), 1, LONGEST)) pieces.add(`~ ${piece.join('')}`);
		for (const piece of windows(sounds, 1, LONGEST)) pieces.add(`~ ${piece.join('')}`);
	}
	return [...pieces].map((piece) => tokenOf(centreId, piece));
}

/**
 * What is typed to find members: words of Chinese, each found as it is written or, from two signs on, as it sounds; words of
 * letters, found as initials or sounds.
 */
export const nameSearch = (centreId: string, q: string): NameWord[] =>
	q
		.trim()
		.split(/\s+/)
		.filter((word) => word !== '')
		.slice(0, MOST_WORDS)
		.map((word) => ({
			word: plainName(word),
			tokens: waysOf(word).map((way) => way.map((piece) => tokenOf(centreId, piece)))
		}));

/** The ways in which a word may be found, each as the pieces that must all be there. */
function waysOf(word: string): string[][] {
	const signs = signsOf(word);
	if (signs.length === 0) return [];
	if (signs.every((sign) => /[a-z0-9]/.test(sign))) return [[`~ ${signs.join('')}`], ...initialsFallback(signs)];
	const written = windows(signs, Math.min(signs.length, LONGEST), LONGEST).map((piece) => `= ${piece.join('')}`);
	if (signs.length === 1) return [written];
	const sounds = readingOf(signs.join(''), { isName: true }).filter((sound) => sound !== '');
	if (sounds.length === 0) return [written];
	const heard = windows(sounds, Math.min(sounds.length, LONGEST), LONGEST).map((piece) => `~ ${piece.join('')}`);
	return [written, heard];
}

/** More initials than a piece is long. */
const initialsFallback = (signs: readonly string[]): string[][] =>
	signs.length > LONGEST ? [windows(signs, LONGEST, LONGEST).map((piece) => `~ ${piece.join('')}`)] : [];

const signsOf = (text: string): string[] => [...sameName(text)].filter((sign) => /[\p{L}\p{N}\p{Co}]/u.test(sign));

const initials = (sounds: readonly string[]): string[] => sounds.map((sound) => sound.slice(0, 1));

/** The usual reading, as a name, and those with other readings of single signs. */
function readingsOfName(name: string): string[][] {
	const signs = signsOf(name);
	const usual = readingOf(signs.join(''), { isName: true });
	let readings: string[][] = [usual];
	for (const [at, sign] of signs.entries()) {
		const others = readingsOf(sign).filter((sound) => sound !== '' && sound !== usual[at]);
		if (readings.length * (others.length + 1) > MOST_READINGS) continue;
		readings = [...readings, ...others.flatMap((sound) => readings.map((reading) => reading.with(at, sound)))];
	}
	return readings;
}

/** All stretches of a list that are between `least` and `most` long. */
function windows<Item>(items: readonly Item[], least: number, most: number): Item[][] {
	const found: Item[][] = [];
	for (let size = least; size <= Math.min(most, items.length); size++)
		for (let at = 0; at + size <= items.length; at++) found.push(items.slice(at, at + size));
	return found;
}

/**
 * 64 bits of a keyed hash, as the text of a number. The key is a centre's own, made from that of the installation; what is
 * cut off behind it leaves nothing to go on from, so a plain hash behind the key will do: a roster has many pieces.
 */
const tokenOf = (centreId: string, piece: string): string =>
	hash('sha256', keyOf(centreId) + piece, 'buffer')
		.readBigInt64BE(0)
		.toString();

const keys = new Map<string, string>();

function keyOf(centreId: string): string {
	const known = keys.get(centreId);
	if (known !== undefined) return known;
	const key = blindIndex('name pieces', centreId).toString('hex');
	keys.set(centreId, key);
	return key;
}
