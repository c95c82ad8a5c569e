import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockIn, clockOf, dayOf, momentAt } from './moment.ts';

test('a time of the clock is read however people write it', () => {
	for (const typed of ['9:05', '09:05', '9：05', '0905', '９点０５', '9 点 05 分', '9.05'])
		expect(clockIn(typed)).toBe('09:05');
	expect(clockIn('9点')).toBe('09:00');
	for (const typed of ['25:00', '9:60', '上午', '9', '90505']) expect(clockIn(typed)).toBeUndefined();
});

test('the clock of a moment leads back to it, also past midnight', () => {
	const starts = fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(
			starts,
			fc.integer({ min: 1, max: 14 * 60 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(start, minutes, part) => {
				const end = new Date(start.getTime() + minutes * 60_000);
				const moment = new Date(start.getTime() + Math.floor((end.getTime() - start.getTime()) * part));
				const back = momentAt(clockOf(moment), start, end);
				expect(Math.abs(back.getTime() - moment.getTime())).toBeLessThan(60_000);
				expect([clockOf(back), dayOf(back)]).toEqual([clockOf(moment), dayOf(moment)]);
			}
		)
	);
});
