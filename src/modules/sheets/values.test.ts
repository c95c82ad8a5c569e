import { expect, test } from 'vitest';
import { dayIn, fenIn } from './values.ts';

test('a day is understood as people and spreadsheets write it', () => {
	for (const written of [
		'2021-3-5',
		'2021/03/05',
		'2021.3.5',
		'2021年3月5日',
		'２０２１年３月５日',
		'20210305',
		20210305,
		44260,
		44260.75,
		"'2021-03-05",
		'2021-03-05 09:30',
		'2021-03-05T09:30:00',
		' 2021 - 03 - 05 ',
		'2021年3月5日（星期五）',
		'2021-03-05 周五'
	].map((one) => (one === 20210305 ? '20210305' : one)))
		expect([written, dayIn(written)]).toEqual([written, '2021-03-05']);
	expect(dayIn(20210305)).toBe('2021-03-05');
	expect(dayIn(42798, true)).toBe('2021-03-05');
	for (const empty of ['', ' ', null, undefined]) expect(dayIn(empty)).toBeNull();
	for (const wrong of [
		'2021-02-29',
		'2021年3月',
		'21.3.5',
		'3月5日',
		'去年',
		'2021-13-01',
		-1,
		99999999,
		{ error: '#REF!' }
	])
		expect([wrong, dayIn(wrong)]).toEqual([wrong, undefined]);
});

test('an amount is understood as people and spreadsheets write it, to the fen', () => {
	for (const [written, fen] of [
		[97150.6, 9715060],
		[97150.600000000006, 9715060],
		['97,150.60', 9715060],
		['９７，１５０．６０元', 9715060],
		['￥97150.6', 9715060],
		["'97150.60", 9715060],
		['9.71506万元', undefined],
		['3万元', 3000000],
		['3 万', 3000000],
		[0, 0],
		['0', 0]
	] as const)
		expect([written, fenIn(written)]).toEqual([written, fen]);
	expect(fenIn(9.71506, true)).toBe(9715060);
	for (const empty of ['', null]) expect(fenIn(empty)).toBeNull();
	for (const wrong of ['约300', '300-500', -5, 1.005, { error: '#N/A' }])
		expect([wrong, fenIn(wrong)]).toEqual([wrong, undefined]);
});
