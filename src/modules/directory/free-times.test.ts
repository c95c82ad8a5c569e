import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeTimesIn, freeTimesInWords, freeTimesMask, isFreeAt, timesNeeded } from './index.ts';

const EVERY_TIME = 2 ** 21 - 1;
const masks = fc.integer({ min: 0, max: EVERY_TIME });
/** Within the hours in which people are asked at all. */
const stretches = fc
	.tuple(
		fc.integer({ min: 0, max: 400 }),
		fc.integer({ min: 6 * 60, max: 24 * 60 - 1 }),
		fc.integer({ min: 1, max: 600 })
	)
	.map(([day, minute, minutes]) => {
		const from = new Date(Date.parse('2026-01-05T00:00:00+08:00') + day * 86_400_000 + minute * 60_000);
		return { from, to: new Date(from.getTime() + Math.min(minutes, 24 * 60 - minute) * 60_000) };
	});

test('a mask and the list of its times say the same', () => {
	fc.assert(fc.property(masks, (mask) => freeTimesMask(freeTimesIn(mask)) === mask));
});

test('somebody is free exactly when all the times that are needed are in the mask', () => {
	fc.assert(
		fc.property(masks, stretches, (mask, { from, to }) => {
			const needed = timesNeeded(from, to);
			expect(needed).toBeGreaterThan(0);
			expect(isFreeAt(mask, from, to)).toBe((mask & needed) === needed);
		})
	);
});

test('times are those of Shanghai: an evening that begins on Saturday noon there takes Saturday’s afternoon and evening', () => {
	const [from, to] = [new Date('2026-05-09T12:30:00+08:00'), new Date('2026-05-09T18:00:00+08:00')];
	const saturday = (part: number) => freeTimesMask([{ weekday: 5, part }]);
	expect(timesNeeded(from, to)).toBe(saturday(1));
	expect(timesNeeded(from, new Date('2026-05-09T18:00:01+08:00'))).toBe(saturday(1) | saturday(2));
	expect(isFreeAt(EVERY_TIME, new Date('2026-05-09T23:00:00+08:00'), new Date('2026-05-10T00:30:00+08:00'))).toBe(
		false
	);
	expect(freeTimesInWords(saturday(0) | saturday(2))).toBe('周六上午、周六晚上');
	expect(freeTimesInWords(EVERY_TIME)).toBe('每天全天');
});
