import type { PersonalDetail } from './redaction.ts';

/** A piece of a text, and what it tells of a person, if anything. */
export interface Passage {
	text: string;
	kind: PersonalDetail['kind'] | null;
}

/** The text in pieces, each found detail a piece of its own; where two overlap, they are one. Written as NFKC, as details are found. */
export function passagesOf(text: string, details: readonly PersonalDetail[]): Passage[] {
	const plain = text.normalize('NFKC');
	const kinds: Passage['kind'][] = Array.from({ length: plain.length }, () => null);
	for (const { kind, text: found } of details) {
		const part = found.normalize('NFKC');
		for (let at = plain.indexOf(part); part !== '' && at >= 0; at = plain.indexOf(part, at + part.length))
			kinds.fill(kinds[at] ?? kind, at, at + part.length);
	}
	const passages: Passage[] = [];
	for (const [at, kind] of kinds.entries()) {
		const last = passages.at(-1);
		if (last && last.kind === kind) last.text += plain[at] ?? '';
		else passages.push({ text: plain[at] ?? '', kind });
	}
	return passages;
}

/** The text with a sign in the place of each detail, to be written anew by whoever publishes it. */
export const clearedOf = (passages: readonly Passage[]): string =>
	passages.map(({ text, kind }) => (kind ? `〔${kind}〕` : text)).join('');

/** The beginning of a text, up to its first pause, for a title. */
export function beginningOf(text: string, longest: number): string {
	const [sentence = ''] = text.trim().split(/[，。！？；,.!?;\n]/);
	return [...sentence.trim()].slice(0, longest).join('');
}
