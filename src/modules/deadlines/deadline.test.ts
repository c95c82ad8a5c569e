import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	addWorkdays,
	days,
	dueOn,
	isWorkday,
	lastDayWithin,
	light,
	workdays,
	workdaysBetween,
	type Unit
} from './calendar.ts';
import { dueAfterPauses, viewOf } from './deadline.ts';
import { warnWithin } from './settings.ts';

const someDay = fc
	.date({ min: new Date('2006-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const units = fc.constantFrom<Unit>('days', 'workdays', 'months');
const periods = fc.record({ startedOn: someDay, amount: fc.integer({ min: 1, max: 30 }), unit: units });
/** So many days after the start it stops, for so many days. */
const stops = fc.record({ after: fc.nat(20), length: fc.nat(40) });
const pauseIn = (startedOn: string, { after, length }: { after: number; length: number }) => {
	const pausedOn = addDays(startedOn, days(after));
	return { pausedOn, resumedOn: addDays(pausedOn, days(length)) };
};

describe('a clock that stood still', () => {
	test('never ends earlier, and a longer pause never ends earlier than a shorter one', () => {
		fc.assert(
			fc.property(periods, stops, fc.nat(10), (period, stop, more) => {
				const plain = dueOn(period);
				const paused = dueAfterPauses(period, [pauseIn(period.startedOn, stop)]);
				const longer = dueAfterPauses(period, [pauseIn(period.startedOn, { ...stop, length: stop.length + more })]);
				expect(paused.date >= plain.date).toBe(true);
				expect(longer.date >= paused.date).toBe(true);
			})
		);
	});

	test('for no day at all ends on the same day', () => {
		fc.assert(
			fc.property(periods, fc.nat(20), (period, after) => {
				const pause = pauseIn(period.startedOn, { after, length: 0 });
				expect(dueAfterPauses(period, [pause, pause]).date).toBe(dueOn(period).date);
			})
		);
	});

	test('has as many working days to run when it goes on as when it stopped', () => {
		fc.assert(
			fc.property(someDay, fc.integer({ min: 1, max: 30 }), stops, (startedOn, amount, stop) => {
				const pause = pauseIn(startedOn, stop);
				const before = dueOn({ startedOn, amount, unit: 'workdays' }).date;
				fc.pre(pause.pausedOn < before);
				const after = dueAfterPauses({ startedOn, amount, unit: 'workdays' }, [pause]).date;
				expect(workdaysBetween(pause.resumedOn, after)).toBe(workdaysBetween(pause.pausedOn, before));
			})
		);
	});

	test('in two stretches ends as if it had been one', () => {
		fc.assert(
			fc.property(periods, fc.nat(20), fc.nat(20), (period, first, second) => {
				const from = addDays(period.startedOn, days(1));
				const middle = addDays(from, days(first));
				const to = addDays(middle, days(second));
				const parts = [
					{ pausedOn: from, resumedOn: middle },
					{ pausedOn: middle, resumedOn: to }
				];
				expect(dueAfterPauses(period, parts)).toEqual(dueAfterPauses(period, [{ pausedOn: from, resumedOn: to }]));
			})
		);
	});

	test.each([
		['seven days and three', 7, 'days', '2025-07-05', '2025-07-11'],
		['five working days and three', 5, 'workdays', '2025-07-07', '2025-07-11'],
		['a month and three days', 1, 'months', '2025-07-05', '2025-08-04']
	] as const)('%s', (_, amount, unit, resumedOn, date) => {
		const pause = { pausedOn: '2025-07-02', resumedOn };
		expect(dueAfterPauses({ startedOn: '2025-07-01', amount, unit }, [pause]).date).toBe(date);
	});

	test('over a holiday is not paid twice: the end moves from the day it would have had, not from the moved one', () => {
		const period = { startedOn: '2025-07-05', amount: 7, unit: 'days' } as const;
		expect(dueOn(period).date).toBe('2025-07-14');
		const pause = { pausedOn: '2025-07-07', resumedOn: '2025-07-09' };
		expect(dueAfterPauses(period, [pause]).date).toBe('2025-07-14');
	});

	test('into a year that is not published is provisional', () => {
		const period = { startedOn: '2026-12-28', amount: 1, unit: 'workdays' } as const;
		expect(dueAfterPauses(period, []).provisional).toBe(false);
		expect(dueAfterPauses(period, [{ pausedOn: '2026-12-28', resumedOn: '2027-01-03' }]).provisional).toBe(true);
	});
});

test('what a job reminds of and what a page shows yellow are the same days', () => {
	const stretches = fc.record({ amount: fc.nat(15), unit: fc.constantFrom('days' as const, 'workdays' as const) });
	fc.assert(
		fc.property(someDay, fc.nat(40), stretches, (today, left, stretch) => {
			const due = addDays(today, days(left));
			const within =
				stretch.unit === 'workdays' ? workdaysBetween(today, due) <= stretch.amount : left <= stretch.amount;
			expect(light(due, today, stretch) === 'yellow').toBe(within);
			expect(due <= lastDayWithin(today, stretch)).toBe(within);
		})
	);
});

describe('a deadline is shown', () => {
	const open = { rule: 'verify', dueOn: '2025-07-11', provisional: false, unit: 'workdays', paused: false } as const;
	const on = (today: string, change = {}) => viewOf({ ...open, ...change }, today, warnWithin.standard);

	test.each([
		['2025-07-08', 'green', '还有3个工作日'],
		['2025-07-10', 'yellow', '还有1个工作日'],
		['2025-07-11', 'yellow', '今天到期'],
		['2025-07-14', 'red', '已超期1个工作日']
	])('on %s as %s: %s', (today, light, words) => {
		expect(on(today)).toEqual({ rule: 'verify', dueOn: '2025-07-11', provisional: false, light, words });
	});

	test('a limit in days warns three days before, also over a weekend', () => {
		expect(on('2025-07-07', { unit: 'days' }).light).toBe('green');
		expect(on('2025-07-08', { unit: 'days' }).light).toBe('yellow');
		expect(on('2025-07-08', { unit: 'months' }).light).toBe('yellow');
	});

	test('a working-day limit due on Monday is yellow from the Friday before', () => {
		expect(on('2025-07-10', { dueOn: '2025-07-14' }).light).toBe('green');
		expect(on('2025-07-11', { dueOn: '2025-07-14' }).light).toBe('yellow');
	});

	test('paused, whatever the day', () => {
		expect(on('2025-08-01', { paused: true })).toMatchObject({ light: 'paused', words: '暂停计时' });
	});

	test('with a word when the calendar of the year is not known yet', () => {
		expect(on('2025-07-08', { provisional: true }).words).toBe('还有3个工作日（暂定）');
	});
});

test('the office may close the day on which a pause ended', () => {
	const closed = new Map([['2025-07-04', false]]);
	const period = { startedOn: '2025-07-01', amount: 5, unit: 'workdays' } as const;
	const pause = { pausedOn: '2025-07-02', resumedOn: '2025-07-04' };
	expect(dueAfterPauses(period, [pause], closed).date).toBe(addWorkdays('2025-07-01', workdays(6), closed));
	expect(isWorkday(dueAfterPauses(period, [pause], closed).date, closed).workday).toBe(true);
});
