import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openingSettings, unusualIn, unusualRules } from './index.ts';
import type { OpeningLimits } from './settings.ts';
import type { Considered } from './unusual.ts';

const standard = Object.fromEntries(
	Object.entries(openingSettings).map(([name, setting]) => [name, setting.standard])
) as OpeningLimits;
const plain: Considered = {
	hour: 10,
	thatDay: 1,
	samePerson: 1,
	sameReason: 1,
	isAnothers: false,
	daysSinceEnd: null,
	wasFollowed: null
};
const rulesFor = (changes: Partial<Considered>) => unusualIn({ ...plain, ...changes }, standard);

test('an opening in office hours that was followed up does not stand out', () => {
	expect(unusualIn(plain, standard)).toEqual([]);
	expect(rulesFor({ wasFollowed: true, thatDay: 20, samePerson: 2, sameReason: 9, daysSinceEnd: 30 })).toEqual([]);
});

test('each rule begins where its words say', () => {
	expect(rulesFor({ thatDay: 21 })).toEqual(['often']);
	expect([rulesFor({ hour: 6.99 }), rulesFor({ hour: 7 })]).toEqual([['oddHour'], []]);
	expect([rulesFor({ hour: 20.99 }), rulesFor({ hour: 21 })]).toEqual([[], ['oddHour']]);
	expect(rulesFor({ isAnothers: true })).toEqual(['notTheirs']);
	expect([rulesFor({ daysSinceEnd: 31 }), rulesFor({ daysSinceEnd: 0 })]).toEqual([['ended'], []]);
	expect(rulesFor({ samePerson: 3 })).toEqual(['samePerson']);
	expect(rulesFor({ sameReason: 10 })).toEqual(['sameReason']);
	expect(rulesFor({ wasFollowed: false })).toEqual(['notFollowed']);
});

const considered: fc.Arbitrary<Considered> = fc.record({
	hour: fc.double({ min: 0, max: 23.999, noNaN: true }),
	thatDay: fc.integer({ min: 1, max: 1000 }),
	samePerson: fc.integer({ min: 1, max: 1000 }),
	sameReason: fc.integer({ min: 1, max: 1000 }),
	isAnothers: fc.boolean(),
	daysSinceEnd: fc.option(fc.integer({ min: 0, max: 2000 })),
	wasFollowed: fc.option(fc.boolean())
});
const limits: fc.Arbitrary<OpeningLimits> = fc.record({
	perDay: fc.integer({ min: 1, max: 1000 }),
	samePerson: fc.integer({ min: 2, max: 1000 }),
	sameReason: fc.integer({ min: 2, max: 1000 }),
	fromHour: fc.integer({ min: 0, max: 24 }),
	toHour: fc.integer({ min: 1, max: 24 }),
	endedDays: fc.integer({ min: 0, max: 1000 }),
	followDays: fc.integer({ min: 1, max: 1000 })
});

test('looking more often never makes an opening less unusual, and a wider limit never more', () => {
	fc.assert(
		fc.property(considered, limits, fc.nat(50), (opening, given, more) => {
			const rules = unusualIn(opening, given);
			const busier = unusualIn(
				{
					...opening,
					thatDay: opening.thatDay + more,
					samePerson: opening.samePerson + more,
					sameReason: opening.sameReason + more
				},
				given
			);
			expect(busier).toEqual(expect.arrayContaining(rules));
			const wider = unusualIn(opening, {
				...given,
				perDay: given.perDay + more,
				samePerson: given.samePerson + more,
				sameReason: given.sameReason + more,
				endedDays: given.endedDays + more
			});
			expect(rules).toEqual(expect.arrayContaining(wider));
			expect(new Set(rules).size).toBe(rules.length);
			for (const rule of rules) expect(unusualRules[rule]).toBeTruthy();
		})
	);
});
