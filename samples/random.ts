/** Chance that falls the same way every time: the sample is the same centre on every machine. */
export interface Random {
	/** From 0 up to, not including, 1. */
	next(): number;
	/** A whole number from 0 up to, not including, `below`. */
	below(below: number): number;
	pick<T>(from: readonly T[]): T;
	/** True in this share of cases. */
	chance(share: number): boolean;
	shuffled<T>(list: readonly T[]): T[];
	/** Picks by weight. */
	weighted<T>(from: readonly (readonly [T, number])[]): T;
}

/** Mulberry32: small, quick, and good enough for names and days. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	const below = (bound: number) => Math.floor(next() * bound);
	return {
		next,
		below,
		pick: (from) => from[below(from.length)] as (typeof from)[number],
		chance: (share) => next() < share,
		shuffled: <T>(list: readonly T[]) => {
			const mixed = [...list];
			for (let at = mixed.length - 1; at > 0; at -= 1) {
				const other = below(at + 1);
				[mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
			}
			return mixed;
		},
		weighted: (from) => {
			let at = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
			const found = from.find(([, weight]) => (at -= weight) < 0) ?? from.at(-1);
			return found?.[0] as (typeof from)[number][0];
		}
	};
}
