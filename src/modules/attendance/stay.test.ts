import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeParts, stayOf, within, type Scan } from './stay.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 1, minute));
const scans: fc.Arbitrary<Scan[]> = fc.array(
	fc.record({ kind: fc.constantFrom('in' as const, 'out' as const), at: fc.integer({ min: 0, max: 200 }).map(at) }),
	{ maxLength: 8 }
);

test('a stay is the same in whatever order scans arrive, and however often each of them', () => {
	fc.assert(
		fc.property(
			scans.chain((all) =>
				fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all))
			),
			([all, shuffled, again]) => {
				expect(stayOf([...again, ...shuffled])).toEqual(stayOf(all));
			}
		)
	);
});

test('nobody leaves before they come, and every time of a stay is one of a scan or of the organiser', () => {
	const moment = fc.option(fc.integer({ min: 0, max: 200 }).map(at));
	fc.assert(
		fc.property(scans, moment, moment, (all, cameAt, leftAt) => {
			fc.pre(!cameAt || !leftAt || cameAt <= leftAt);
			const stay = stayOf(all, { cameAt, leftAt });
			if (stay.cameAt && stay.leftAt) expect(stay.leftAt >= stay.cameAt).toBe(true);
			if (cameAt) expect(stay.cameAt).toEqual(cameAt);
			if (leftAt) expect(stay.leftAt).toEqual(leftAt);
			const known = [...all.map((scan) => scan.at), cameAt, leftAt].map((one) => one?.getTime());
			for (const told of [stay.cameAt, stay.leftAt]) if (told) expect(known).toContain(told.getTime());
		})
	);
});

test('the first coming counts, and the first leaving after the last coming', () => {
	const one = (kind: Scan['kind'], minute: number): Scan => ({ kind, at: at(minute) });
	expect(stayOf([one('in', 5), one('in', 1), one('out', 60), one('out', 70)])).toEqual({
		cameAt: at(1),
		leftAt: at(60)
	});
	expect(stayOf([one('in', 1), one('out', 60), one('in', 80)])).toEqual({ cameAt: at(1), leftAt: null });
	expect(stayOf([one('out', 60)])).toEqual({ cameAt: null, leftAt: at(60) });
	expect(stayOf([one('in', 30), one('out', 30)])).toEqual({ cameAt: at(30), leftAt: at(30) });
});

const intervals = fc
	.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 60 }))
	.map(([from, length]) => ({ from: at(from), to: at(from + length) }));

test('the free parts of a time and what was taken of it make the whole, without overlap', () => {
	fc.assert(
		fc.property(intervals, fc.array(intervals, { maxLength: 5 }), (whole, taken) => {
			const free = freeParts(whole, taken);
			const isIn = (parts: readonly { from: Date; to: Date }[], moment: Date) =>
				parts.filter(({ from, to }) => from <= moment && moment < to).length;
			for (let minute = 0; minute < 170; minute += 1) {
				const moment = at(minute);
				const expected = isIn([whole], moment) === 1 && isIn(taken, moment) === 0 ? 1 : 0;
				expect(isIn(free, moment)).toBe(expected);
			}
		})
	);
});

test('what counts of a stay lies within the shift', () => {
	const shift = { startsAt: at(30), endsAt: at(90) };
	expect(within({ cameAt: at(20), leftAt: at(100) }, shift)).toEqual({ from: at(30), to: at(90) });
	expect(within({ cameAt: at(40), leftAt: at(50) }, shift)).toEqual({ from: at(40), to: at(50) });
	expect(within({ cameAt: at(5), leftAt: at(20) }, shift)).toBeNull();
	expect(within({ cameAt: at(40), leftAt: null }, shift)).toBeNull();
});
