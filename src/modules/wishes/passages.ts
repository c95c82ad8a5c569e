import type { PersonalDetail } from './redaction.ts';

/** A piece of a text, and what it tells of a person, if anything. */
export interface Passage {
	text: string;
	kind: PersonalDetail['kind'] | null;
}

/** The text in pieces, each found detail a piece of its own; where two overlap, they are one. The text itself stays as it was written. */
export function passagesOf(text: string, details: readonly PersonalDetail[]): Passage[] {
	const signs = [...text];
	// details are found in NFKC: each place of that text is traced to the sign it came from
	const wide = signs.map((sign) => sign.normalize('NFKC'));
	const plain = wide.join('');
	const origin = wide.flatMap((part, at) => Array.from({ length: part.length }, () => at));
	const kinds: Passage['kind'][] = signs.map(() => null);
	for (const { kind, text: found } of details) {
		const part = found.normalize('NFKC');
		for (let at = plain.indexOf(part); part !== '' && at >= 0; at = plain.indexOf(part, at + part.length)) {
			const [from = 0, last = 0] = [origin[at], origin[at + part.length - 1]];
			kinds.fill(kinds[from] ?? kind, from, last + 1);
		}
	}
	const passages: Passage[] = [];
	for (const [at, sign] of signs.entries()) {
		const [kind, last] = [kinds[at] ?? null, passages.at(-1)];
		if (last && last.kind === kind) last.text += sign;
		else passages.push({ text: sign, kind });
	}
	return passages;
}

/** The text with a sign in the place of each detail, to be written anew by whoever publishes it. */
export const clearedOf = (passages: readonly Passage[]): string =>
	passages.map(({ text, kind }) => (kind ? `〔${kind}〕` : text)).join('');

/** A proposal for the public text: a clause that says nothing but who somebody is, is left out; elsewhere a mark stays. */
export function proposedOf(passages: readonly Passage[]): string {
	const clauses = clearedOf(passages).match(/[^，。！？；,.!?;\n]*[，。！？；,.!?;\n]*/g) ?? [];
	const kept = clauses.filter((clause) => !clause.includes('〔') || clause.replace(WHO, '') !== '');
	return kept.join('').trim();
}

/** A mark, and the words that go with a name, a number, a door. */
const WHO =
	/〔[^〕]*〕|我叫|我是|我住|名叫|姓名|名字|手机|电话|号码|微信|联系人?|地址|住址|家住|家在|住在|住|就在|请打|请?加|打|叫|在|是|的|我|号|[:：\s，。！？；,.!?;]/g;

/** A proposal for a title: the clause that says what is wanted, else the first one; never one that tells who somebody is. */
export function wantedIn(passages: readonly Passage[], longest: number): string {
	const clauses = clearedOf(passages)
		.split(/[，。！？；,.!?;\n]/)
		.map((clause) => clause.trim())
		.filter((clause) => clause !== '' && !clause.includes('〔'));
	const wanted = clauses.find((clause) => /[想要求盼]|希望/.test(clause)) ?? clauses[0] ?? '';
	return [...wanted].slice(0, longest).join('');
}
