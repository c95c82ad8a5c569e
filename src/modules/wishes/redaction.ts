import { detailKinds, formed, likely, type DetailKind } from './redaction-patterns.ts';

/** A piece of a text that may tell who somebody is. */
export interface PersonalDetail {
	kind: DetailKind;
	text: string;
}

interface Known {
	name?: string | null;
	phone?: string | null;
	address?: string | null;
}

/** What is certainly personal: by its form, and what is known of the person: their name, their number, their door. */
export function personalDetailsIn(text: string, known: Known = {}): PersonalDetail[] {
	const plain = text.normalize('NFKC');
	return unique([...foundBy(formed, plain), ...knownIn(plain, known)]);
}

/** That, and what only looks like it: a full name before a title, a house without a room. To be marked, for somebody to judge. */
export const markedIn = (text: string, known: Known = {}): PersonalDetail[] =>
	unique([...personalDetailsIn(text, known), ...foundBy(likely, text.normalize('NFKC'))]);

/** A mark that was left in the place of a detail and is no text yet. */
export const marksLeftIn = (text: string): string[] => text.match(MARK) ?? [];

const MARK = new RegExp(`〔(?:${detailKinds.join('|')})〕`, 'g');

const foundBy = (patterns: typeof formed, plain: string): PersonalDetail[] =>
	patterns.flatMap(([kind, pattern]) =>
		[...plain.matchAll(pattern)].map(({ groups, 0: whole }) => ({ kind, text: groups?.['it'] ?? whole }))
	);

function knownIn(text: string, { name, phone, address }: Known): PersonalDetail[] {
	const isThere = (value: string | null | undefined, longerThan: number) =>
		value && [...value].length > longerThan && text.includes(value.normalize('NFKC'));
	// the street and the number of the house tell enough
	const home = [address, /^.*?\d+(?:号|栋|幢|座)/.exec(address ?? '')?.[0]].find((part) => isThere(part, 3));
	const details: [DetailKind, string | null | undefined][] = [
		['姓名', isThere(name, 1) ? name : null],
		['电话', isThere(phone, 0) ? phone : null],
		['住址', home]
	];
	return details.flatMap(([kind, value]) => (value ? [{ kind, text: value }] : []));
}

const unique = (details: PersonalDetail[]) =>
	details.filter((one, at) => details.findIndex((other) => other.text === one.text) === at);
