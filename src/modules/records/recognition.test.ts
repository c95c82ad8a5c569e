import fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentsOf, periodsAt, quarterBefore, quarterOf, spanOf } from './period.ts';
import { deserves } from './recognition.ts';

const amount = fc.integer({ min: 0, max: 5000 });
const least = fc.option(fc.integer({ min: 1, max: 5000 }), { nil: null });
const rule = fc.record({ leastMinutes: least, leastTimes: least, leastClaims: least });
const done = fc.record({ minutes: amount, times: amount, claims: amount });

test('whoever does more never deserves less', () => {
	fc.assert(
		fc.property(rule, done, done, (rule, one, more) => {
			const both = {
				minutes: one.minutes + more.minutes,
				times: one.times + more.times,
				claims: one.claims + more.claims
			};
			expect(!deserves(rule, one) || deserves(rule, both)).toBe(true);
		})
	);
});

test('a rule that asks for nothing recognises nobody; exactly enough is enough, one less is not', () => {
	fc.assert(
		fc.property(rule, (rule) => {
			const exactly = {
				minutes: rule.leastMinutes ?? 0,
				times: rule.leastTimes ?? 0,
				claims: rule.leastClaims ?? 0
			};
			const asks = Object.values(rule).some((one) => one !== null);
			expect(deserves(rule, exactly)).toBe(asks);
			for (const [key, asked] of [
				['minutes', rule.leastMinutes],
				['times', rule.leastTimes],
				['claims', rule.leastClaims]
			] as const)
				if (asked !== null) expect(deserves(rule, { ...exactly, [key]: asked - 1 })).toBe(false);
		})
	);
});

test('quarters lie side by side, without a gap and without an overlap, and fill their year', () => {
	fc.assert(
		fc.property(fc.integer({ min: 2001, max: 2099 }), fc.integer({ min: 1, max: 4 }), (year, which) => {
			const quarter = `${year}Q${which}`;
			const [here, there] = [momentsOf(spanOf(quarter)), momentsOf(spanOf(quarterBefore(quarter)))];
			expect(there.before).toEqual(here.from);
			const { from, to } = spanOf(quarter);
			expect([quarterOf(from), quarterOf(to)]).toEqual([quarter, quarter]);
			if (which === 1) expect(from).toBe(spanOf(String(year)).from);
			if (which === 4) expect(to).toBe(spanOf(String(year)).to);
			expect(periodsAt(to)).toContain(quarter);
		})
	);
});
