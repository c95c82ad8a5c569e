import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALIAS_FORMS, aliasOf, PersonName, StreetAddress, surnameOf } from './index.ts';
import { sameAddress, sameName, samePhone } from './writing.ts';

test.each([
	['王芳', '王阿姨'],
	['欧阳小梅', '欧阳阿姨'],
	['歐陽小梅', '歐陽阿姨'],
	['欧阳', '欧阿姨'],
	['丹', '某阿姨'],
	['阿卜杜拉·买买提', '阿…阿姨'],
	['阿卜杜拉・买买提', '阿…阿姨'],
	['John Smith', 'J…阿姨'],
	['𠮷田花', '𠮷阿姨'],
	[' 王 ', '某阿姨']
])('the alias of “%s” is “%s”', (name, alias) => expect(aliasOf(name, '阿姨')).toBe(alias));

test('an alias never tells a whole name, nor more than two of its characters', () => {
	const character = fc.constantFrom(...'王李欧阳诸葛司马第五丹𠮷·aB ');
	const name = fc
		.array(character, { minLength: 1, maxLength: 12 })
		.map((parts) => PersonName.safeParse(parts.join('')).data)
		.filter((parsed) => parsed !== undefined);
	fc.assert(
		fc.property(name, fc.constantFrom(...ALIAS_FORMS), (full, form) => {
			const told = surnameOf(full);
			expect(aliasOf(full, form)).toBe(told + form);
			expect(told).not.toBe(full);
			const shown = [...told.replace(/…$/u, '')];
			expect(shown.length).toBeLessThanOrEqual(2);
			expect(told === '某' || shown.length < [...full].length).toBe(true);
		})
	);
});

test.each([
	['  王芳 ', '王芳'],
	['丹', '丹'],
	['阿卜杜拉 • 买买提', '阿卜杜拉·买买提'],
	['𠮷'.repeat(50), '𠮷'.repeat(50)],
	['John\n  Smith', 'John Smith'],
	['王\u200B芳\u0000', '王芳']
])('a name is kept as its owner writes it: “%s”', (typed, kept) => expect(PersonName.parse(typed)).toBe(kept));

test.each([
	[undefined, '请填写姓名'],
	['   ', '请填写姓名'],
	['·', '请填写姓名'],
	['13812345678', '姓名里要有文字，请照身份证上的写'],
	['𠮷'.repeat(51), '姓名最多50个字']
])('what is no name is told: %s', (typed, sentence) =>
	expect(PersonName.safeParse(typed).error?.issues.map((issue) => issue.message)).toEqual([sentence])
);

test('an address is one line of at most 200 characters', () => {
	expect(StreetAddress.parse(' 梅花路1号\r\n 302房 ')).toBe('梅花路1号 302房');
	expect(StreetAddress.safeParse('').success).toBe(false);
	expect(StreetAddress.safeParse('梅'.repeat(200)).success).toBe(true);
	expect(StreetAddress.safeParse('梅'.repeat(201)).success).toBe(false);
});

test('writings of the same thing are found as the same', () => {
	expect(sameName('ＪＯＨＮ  Smith')).toBe(sameName('John Smith'));
	expect(sameName('阿卜杜拉‧买买提')).toBe(sameName('阿卜杜拉·买买提'));
	expect(sameName('王芳')).not.toBe(sameName('王方'));
	expect(samePhone('138 1234-5678')).toBe('13812345678');
	expect(samePhone('（０２０）8765 4321')).toBe('02087654321');
	expect(sameAddress('梅花路 1 号，302房')).toBe(sameAddress('梅花路１号302房'));
});
