/** From here on two texts are so much alike that somebody should look: unrelated ones of the sample centre stay below 0.2. */
export const ALIKE = 0.35;

/** Of fewer pieces nothing can be said. */
const FEWEST = 6;

/** What stands in every wish and says nothing of what is wished for. */
const FILLERS =
	/您好|你好|请问|谢谢|麻烦|帮忙|帮我|我们|我家|我叫|家里|家住|住在|本人|希望|想要|想请|能不能|可不可以|可以|一下|一点|一个|一台|一条|一张|一些|比较|因为|所以|现在|没有/g;
const STOP = new Set('的了是我在有和也就都很想要请人来能到给把不着过去上个吗呢吧啊这那它他她您你');

/** The characters that carry a meaning, and the pairs of neighbours: Chinese has no spaces, and two characters are a word. */
export function piecesOf(text: string): Set<string> {
	const clauses =
		text
			.normalize('NFKC')
			.toLowerCase()
			.replace(FILLERS, ' ')
			.match(/[\p{Script=Han}\p{L}\p{N}]+/gu) ?? [];
	return new Set(
		clauses.flatMap((clause) => {
			const signs = [...clause].filter((sign) => !STOP.has(sign));
			return signs.flatMap((sign, at) => (at === 0 ? [sign] : [sign, `${signs[at - 1] ?? ''}${sign}`]));
		})
	);
}

/** How much two texts have in common, from 0 to 1; the same pieces are 1. Too short ones are never alike. */
export function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
	if (one.size < FEWEST || other.size < FEWEST) return 0;
	const common = one.intersection(other).size;
	return common / (one.size + other.size - common);
}

const BANDS = 20;
const ROWS = 3;

/**
 * The least of the hashes of its pieces, in many orders, taken together three by three (MinHash): two texts that have half of
 * their pieces in common share at least one of the twenty bands in nine cases of ten, two that have little in common share none.
 * `hash` is keyed: 32 bits of a piece.
 */
export function bandsOf(pieces: ReadonlySet<string>, hash: (piece: string) => number): string[] {
	if (pieces.size < FEWEST) return [];
	const hashes = [...pieces].map(hash);
	const leastIn = (order: number) => hashes.reduce((least, one) => Math.min(least, mixed(one, order)), 2 ** 32);
	return Array.from({ length: BANDS }, (_, band) =>
		[band, ...Array.from({ length: ROWS }, (_, row) => leastIn(band * ROWS + row))].join(':')
	);
}

/** Another order of the 32-bit numbers for each `order` (the finaliser of MurmurHash3). */
function mixed(one: number, order: number): number {
	let x = one ^ Math.imul(order + 1, 0x9e3779b1);
	x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
	x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
	return (x ^ (x >>> 16)) >>> 0;
}
