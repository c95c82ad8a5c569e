import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	addWorkdays,
	days,
	dueOn,
	isWorkday,
	light,
	remaining,
	shanghaiDate,
	workdays,
	workdaysBetween
} from './calendar.ts';

const someDay = fc
	.date({ min: new Date('2004-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

describe('working days follow the published calendar', () => {
	test.each([
		['2022-01-29', true],
		['2022-01-31', false],
		['2022-04-02', true],
		['2026-02-14', true],
		['2026-02-16', false],
		['2025-10-01', false],
		['2025-09-28', true],
		['2025-10-11', true],
		['2025-07-05', false]
	])('%s', (date, workday) => {
		expect(isWorkday(date)).toEqual({ workday, provisional: false });
	});

	test('a year that is not published yet is provisional, and so is one before the tables begin', () => {
		expect(isWorkday('2027-10-01').provisional).toBe(true);
		expect(isWorkday('2003-05-01').provisional).toBe(true);
		expect(isWorkday('2026-12-31').provisional).toBe(false);
	});

	test('the office decides single days, and then they are certain', () => {
		const overrides = new Map([
			['2027-10-01', false],
			['2026-02-16', true]
		]);
		expect(isWorkday('2027-10-01', overrides)).toEqual({ workday: false, provisional: false });
		expect(isWorkday('2026-02-16', overrides)).toEqual({ workday: true, provisional: false });
	});
});

describe('a period', () => {
	test.each([
		['the start day does not count', '2025-07-01', 7, 'days', '2025-07-08'],
		['workdays skip the weekend', '2025-07-04', 5, 'workdays', '2025-07-11'],
		['workdays skip a holiday and count the make-up day', '2026-02-13', 2, 'workdays', '2026-02-24'],
		['a last day on a Saturday moves to Monday', '2025-07-05', 7, 'days', '2025-07-14'],
		['a last day in the Spring Festival moves behind it', '2026-02-10', 7, 'days', '2026-02-24'],
		['a last day on a make-up Saturday stays', '2026-02-07', 7, 'days', '2026-02-14'],
		['months end on the corresponding day', '2025-05-15', 2, 'months', '2025-07-15'],
		['months without the day end on their last', '2024-01-31', 1, 'months', '2024-02-29'],
		['a month that ends on a make-up Saturday stays', '2026-01-31', 1, 'months', '2026-02-28'],
		['months whose last day is National Day move behind the holiday', '2025-09-01', 1, 'months', '2025-10-09'],
		['nothing to wait, on a working day', '2025-07-01', 0, 'workdays', '2025-07-01'],
		['nothing to wait, on a day of rest', '2025-07-05', 0, 'workdays', '2025-07-07']
	] as const)('%s', (_, startedOn, amount, unit, date) => {
		expect(dueOn({ startedOn, amount, unit })).toEqual({ date, provisional: false });
	});

	test('that reaches into an unpublished year is provisional', () => {
		expect(dueOn({ startedOn: '2026-12-30', amount: 5, unit: 'workdays' }).provisional).toBe(true);
		expect(dueOn({ startedOn: '2026-12-20', amount: 1, unit: 'months' }).provisional).toBe(true);
		expect(dueOn({ startedOn: '2026-12-20', amount: 5, unit: 'days' }).provisional).toBe(false);
	});

	test('that ends on a day the office has closed moves on', () => {
		const closed = new Map([['2025-07-08', false]]);
		expect(dueOn({ startedOn: '2025-07-01', amount: 7, unit: 'days' }, closed).date).toBe('2025-07-09');
		expect(dueOn({ startedOn: '2025-07-01', amount: 5, unit: 'workdays' }, closed).date).toBe('2025-07-09');
	});

	test('of a negative or broken amount, or from no date, is an error', () => {
		expect(() => dueOn({ startedOn: '2025-07-01', amount: -1, unit: 'days' })).toThrow(RangeError);
		expect(() => dueOn({ startedOn: '2025-07-01', amount: 0.5, unit: 'workdays' })).toThrow(RangeError);
		expect(() => dueOn({ startedOn: '2025-02-30', amount: 1, unit: 'days' })).toThrow(RangeError);
		expect(() => addWorkdays('昨天', workdays(1))).toThrow(RangeError);
	});

	const units = fc.constantFrom('days' as const, 'workdays' as const, 'months' as const);

	test('always ends on a working day, not before it starts', () => {
		fc.assert(
			fc.property(someDay, fc.nat(60), units, (startedOn, amount, unit) => {
				const { date } = dueOn({ startedOn, amount, unit });
				expect(isWorkday(date).workday).toBe(true);
				expect(date >= startedOn).toBe(true);
			})
		);
	});

	test('that starts later or is longer never ends earlier', () => {
		fc.assert(
			fc.property(someDay, fc.nat(20), fc.nat(40), fc.nat(10), units, (startedOn, shift, amount, more, unit) => {
				const { date } = dueOn({ startedOn, amount, unit });
				expect(dueOn({ startedOn: addDays(startedOn, days(shift)), amount, unit }).date >= date).toBe(true);
				expect(dueOn({ startedOn, amount: amount + more, unit }).date >= date).toBe(true);
			})
		);
	});
});

test('working days added are working days counted, in both directions', () => {
	fc.assert(
		fc.property(someDay, fc.integer({ min: -60, max: 60 }), (from, count) => {
			const to = addWorkdays(from, workdays(count));
			if (count !== 0) expect(isWorkday(to).workday).toBe(true);
			if (count >= 0) expect(workdaysBetween(from, to)).toBe(count);
			expect(workdaysBetween(to, from)).toBe(0 - workdaysBetween(from, to));
		})
	);
});

test('calendar days are added across months, leap days and years', () => {
	expect(addDays('2024-02-28', days(1))).toBe('2024-02-29');
	expect(addDays('2025-12-31', days(1))).toBe('2026-01-01');
	expect(addDays('2025-01-01', days(-1))).toBe('2024-12-31');
});

describe('the light', () => {
	const within = { amount: 2, unit: 'workdays' } as const;
	test.each([
		['2025-07-08', 'green'],
		['2025-07-09', 'yellow'],
		['2025-07-11', 'yellow'],
		['2025-07-12', 'red']
	] as const)('on %s for a Friday is %s', (today, colour) => {
		expect(light('2025-07-11', today, within)).toBe(colour);
	});

	test('warns by calendar days when so asked', () => {
		expect(light('2025-07-14', '2025-07-11', { amount: 2, unit: 'days' })).toBe('green');
		expect(light('2025-07-14', '2025-07-12', { amount: 2, unit: 'days' })).toBe('yellow');
	});

	test('never goes back as days pass', () => {
		const order = { green: 0, yellow: 1, red: 2 };
		fc.assert(
			fc.property(someDay, someDay, fc.nat(10), (due, today, amount) => {
				const [now, next] = [today, addDays(today, days(1))].map((day) =>
					light(due, day, { amount, unit: 'workdays' })
				) as [keyof typeof order, keyof typeof order];
				expect(order[next]).toBeGreaterThanOrEqual(order[now]);
			}),
			{ numRuns: 30 }
		);
	});
});

test.each([
	['2025-07-11', '2025-07-08', 'workdays', '还有3个工作日'],
	['2025-07-11', '2025-07-11', 'workdays', '今天到期'],
	['2025-07-11', '2025-07-15', 'workdays', '已超期2个工作日'],
	['2025-07-11', '2025-07-12', 'workdays', '已超期1天'],
	['2025-07-11', '2025-07-08', 'days', '还有3天'],
	['2025-07-11', '2025-07-21', 'months', '已超期10天']
] as const)('due %s, on %s in %s: %s', (due, today, unit, words) => {
	expect(remaining(due, today, unit)).toBe(words);
});

test('a moment belongs to the Shanghai day, also when summer time was kept there', () => {
	expect(shanghaiDate(new Date('2025-12-31T15:59:59Z'))).toBe('2025-12-31');
	expect(shanghaiDate(new Date('2025-12-31T16:00:00Z'))).toBe('2026-01-01');
	expect(shanghaiDate(new Date('1988-07-01T15:30:00Z'))).toBe('1988-07-02');
});

test('the time zone of the machine changes nothing', () => {
	const program = `
		const { isWorkday, addDays, days, dueOn, shanghaiDate } = await import(${JSON.stringify(new URL('calendar.ts', import.meta.url))});
		const { createHash } = await import('node:crypto');
		const hash = createHash('sha256');
		for (let day = '2019-01-01'; day < '2027-06-01'; day = addDays(day, days(1))) {
			hash.update(JSON.stringify([day, isWorkday(day), dueOn({ startedOn: day, amount: 1, unit: 'months' })]));
			hash.update(shanghaiDate(new Date(day + 'T17:00:00Z')));
		}
		console.log(hash.digest('hex'));`;
	const answers = ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Apia'].map((TZ) =>
		execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
			env: { ...process.env, TZ, NODE_OPTIONS: '' },
			encoding: 'utf8'
		})
	);
	expect(new Set(answers).size).toBe(1);
});
