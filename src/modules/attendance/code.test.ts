import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { codeAt, momentOfCode, startOfStep, stepAt } from './code.server.ts';

const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true });
const sources = fc
	.record({ stepSeconds: fc.integer({ min: 15, max: 300 }) })
	.map(({ stepSeconds }) => ({ shiftId: newId(), secret: randomBytes(32), stepSeconds }));

test('a scanned code tells its own moment, whatever the clock of the phone says', () => {
	fc.assert(
		fc.property(sources, moments, moments, (source, shown, around) => {
			const found = momentOfCode(source, { code: codeAt(source, shown).link, around, tolerance: 4 });
			expect(found).toEqual(startOfStep(stepAt(shown, source.stepSeconds), source.stepSeconds));
		})
	);
});

test('six digits are right about the time at which they were shown, and at no other', () => {
	fc.assert(
		fc.property(
			sources,
			moments,
			fc.integer({ min: -40, max: 40 }),
			fc.integer({ min: 0, max: 6 }),
			(source, shown, later, tolerance) => {
				const { step, digits } = codeAt(source, shown);
				const around = new Date(startOfStep(step + later, source.stepSeconds).getTime() + 1);
				const found = momentOfCode(source, { code: digits, around, tolerance });
				// by chance another of the few steps looked at has the same digits: then it is that one's
				const isAbout = later >= -1 && later <= Math.max(1, tolerance);
				expect(found !== undefined && codeAt(source, found).digits === digits).toBe(isAbout || found !== undefined);
				if (!isAbout) expect(found).not.toEqual(startOfStep(step, source.stepSeconds));
			}
		)
	);
});

test('a code belongs to one shift, even where two have the same secret', () => {
	fc.assert(
		fc.property(sources, moments, (source, shown) => {
			const { link } = codeAt(source, shown);
			for (const other of [
				{ ...source, shiftId: newId() },
				{ ...source, secret: randomBytes(32) }
			])
				expect(momentOfCode(other, { code: link, around: shown, tolerance: 4 })).toBeUndefined();
		})
	);
});

test('a code of which anything is changed is none', () => {
	fc.assert(
		fc.property(sources, moments, fc.nat(), fc.constantFrom(...'0aZ_-.'), (source, shown, at, sign) => {
			const { link } = codeAt(source, shown);
			const index = at % link.length;
			const changed = link.slice(0, index) + sign + link.slice(index + 1);
			fc.pre(changed !== link);
			expect(momentOfCode(source, { code: changed, around: shown, tolerance: 4 })).toBeUndefined();
		})
	);
});
