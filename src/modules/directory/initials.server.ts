import { pinyin, polyphonic } from 'pinyin-pro';

const PLAIN = { toneType: 'none', type: 'array' } as const;
const HAN = /\p{Script=Han}/u;

/** How each sign of a text is read, without tones: 府学 → fu, xue. Letters and digits stand for themselves; other signs have no reading. */
export function readingOf(text: string, { isName = false } = {}): string[] {
	const signs = [...text.normalize('NFKC')];
	const read = pinyin(signs.join(''), { ...PLAIN, ...(isName ? { surname: 'head' as const } : {}) });
	// a rare sign may come back in parts, or as it is: then it is read for itself
	const isAligned = read.length === signs.length;
	return signs.map(
		(sign, at) => (isAligned && soundOf(sign, read[at] ?? '')) || soundOf(sign, pinyin(sign, PLAIN)[0] ?? '')
	);
}

/** The first letters: 府学社区 → fxsq. */
export const initialsOf = (text: string): string =>
	readingOf(text)
		.map((sound) => sound.slice(0, 1))
		.join('');

const readings = new Map<string, readonly string[]>();

/** All readings of a single sign, for those who read a rare name in another way. There are some ten thousand signs: they are remembered. */
export function readingsOf(sign: string): readonly string[] {
	const known = readings.get(sign);
	if (known) return known;
	const sounds = (polyphonic(sign, PLAIN)[0] ?? []).map((sound) => soundOf(sign, sound));
	const found = [...new Set(sounds)];
	if (HAN.test(sign)) readings.set(sign, found);
	return found;
}

function soundOf(sign: string, sound: string): string {
	if (HAN.test(sign))
		return sound
			.toLowerCase()
			.replaceAll('ü', 'v')
			.replace(/[^a-z]/g, '');
	return /[\p{L}\p{N}]/u.test(sign) ? sign.toLowerCase() : '';
}
