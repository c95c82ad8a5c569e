import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthAt } from './source-lengths.ts';

const filesOf = (lines: number[]) => lines.sort((a, b) => b - a).map((count, i) => ({ file: `${i}.ts`, lines: count }));

test('at least the share asked for is no longer than the length given', () => {
	const lengths = fc.array(fc.nat(400), { minLength: 1 });
	fc.assert(
		fc.property(lengths, fc.constantFrom(0.5, 0.9), (lines, share) => {
			const limit = lengthAt(filesOf(lines), share);
			expect(lines).toContain(limit);
			expect(lines.filter((count) => count <= limit).length / lines.length).toBeGreaterThanOrEqual(share);
		})
	);
});

test('one long file among ten does not raise what nine of ten keep to', () => {
	expect(lengthAt(filesOf([...Array(9).fill(10), 250]), 0.9)).toBe(10);
});
