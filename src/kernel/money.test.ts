import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatYuan, parseYuan } from './money.ts';

const fen = fc.maxSafeNat();

test('what is formatted is read back as the same amount', () => {
	fc.assert(fc.property(fen, (amount) => void expect(parseYuan(formatYuan(amount))).toBe(amount)));
});

test('the same amount in full-width digits and signs is the same amount', () => {
	const wide = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
	fc.assert(fc.property(fen, (amount) => void expect(parseYuan(`￥${wide(formatYuan(amount))}\u3000元`)).toBe(amount)));
});

test.each([
	['97,150.60', 9_715_060],
	['97，150.6', 9_715_060],
	['９７１５０．６０', 9_715_060],
	['¥ 97 150.60', 9_715_060],
	['￥500', 50_000],
	['500元', 50_000],
	[' 500 元 ', 50_000],
	['0', 0],
	['0.01', 1],
	['1，000， 000', 100_000_000],
	['007', 700],
	['90071992547409.91', Number.MAX_SAFE_INTEGER]
])('%s is understood', (text, amount) => {
	expect(parseYuan(text)).toBe(amount);
});

test.each([
	'',
	' ',
	'元',
	'-1',
	'－1',
	'+1',
	'1.234',
	'1.',
	'.5',
	'1,5',
	'1,00',
	'12,34.00',
	'1 2',
	'1e3',
	'0x10',
	'5²',
	'①',
	'五百',
	'500块',
	'1万元',
	'¥¥5',
	'1.5.0',
	'90071992547409.92',
	'Infinity',
	'NaN'
])('"%s" is not an amount', (text) => {
	expect(parseYuan(text)).toBeUndefined();
});

test('any text gives a whole, safe, not negative amount or nothing', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9０-９., ，¥元-]{0,20}$/)), (text) => {
			const amount = parseYuan(text);
			expect(amount === undefined || (Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
		})
	);
});

test('amounts are written with groups of three and two decimals', () => {
	expect([0, 1, 10, 100, 99_999, 100_000, 9_715_060, -150].map(formatYuan)).toEqual([
		'0.00',
		'0.01',
		'0.10',
		'1.00',
		'999.99',
		'1,000.00',
		'97,150.60',
		'-1.50'
	]);
	expect(() => formatYuan(0.5)).toThrow(RangeError);
});
