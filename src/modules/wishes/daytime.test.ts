import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daytime, hourInShanghai } from './daytime.ts';

const iso = (text: string) => daytime(new Date(text)).toISOString();

test('what is no answer goes out by day in Shanghai: at once, or at eight in the morning', () => {
	expect(iso('2026-05-01T04:00:00.000Z')).toBe('2026-05-01T04:00:00.000Z'); // noon
	expect(iso('2026-04-30T16:15:00.000Z')).toBe('2026-05-01T00:00:00.000Z'); // a quarter past midnight
	expect(iso('2026-05-01T12:00:00.000Z')).toBe('2026-05-02T00:00:00.000Z'); // eight in the evening
	expect(hourInShanghai(new Date('2026-05-01T05:30:00Z'))).toBe(13.5);
});

test('never at night, never earlier than now, never more than twelve hours later', () => {
	const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(moments, (moment) => {
			const then = daytime(moment);
			const hour = hourInShanghai(then);
			expect(hour >= 8 && hour < 20).toBe(true);
			expect(then.getTime() - moment.getTime()).toBeGreaterThanOrEqual(0);
			expect(then.getTime() - moment.getTime()).toBeLessThanOrEqual(12 * 3_600_000);
		})
	);
});
