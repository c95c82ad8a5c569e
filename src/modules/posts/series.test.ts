import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAndTime, daysOfSeries, momentAt } from './series.ts';
import { shiftTime } from './shift.ts';

test('every Saturday until a day, without those it skips', () =>
	expect(
		daysOfSeries({ day: '2026-12-05', every: 'week', until: '2027-01-02', skip: ['2026-12-19', '2026-12-20'] })
	).toEqual(['2026-12-05', '2026-12-12', '2026-12-26', '2027-01-02']));

test('a single shift is one day, whatever else was typed', () =>
	expect(daysOfSeries({ day: '2026-12-05', every: 'once', until: '2027-01-02' })).toEqual(['2026-12-05']));

test('a series that ends before it begins is empty', () =>
	expect(daysOfSeries({ day: '2026-12-05', every: 'day', until: '2026-12-04' })).toEqual([]));

test('a time of day in Shanghai is the same moment wherever the machine stands, and read back it is the same', () =>
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 40_000 }), fc.nat(1439), (daysOn, minutes) => {
			const day = new Date(Date.UTC(2000, 0, 1 + (daysOn % 36_000))).toISOString().slice(0, 10);
			const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
			expect(dayAndTime(momentAt(day, time))).toEqual({ day, time });
			expect(momentAt(day, time).toISOString()).toBe(new Date(`${day}T${time}:00+08:00`).toISOString());
		})
	));

test('a shift is told with its day of the week, and with the year when it is another', () => {
	const shift = { startsAt: momentAt('2026-12-05', '09:00'), endsAt: momentAt('2026-12-05', '11:00') };
	expect(shiftTime(shift, momentAt('2026-11-01', '08:00'))).toBe('12月5日周六 09:00–11:00');
	expect(shiftTime(shift, momentAt('2027-01-01', '08:00'))).toBe('2026年12月5日周六 09:00–11:00');
	const night = { ...shift, endsAt: momentAt('2026-12-06', '06:00') };
	expect(shiftTime(night)).toBe('12月5日周六 09:00–12月6日周日 06:00');
});
