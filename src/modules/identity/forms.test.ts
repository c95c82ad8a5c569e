import { expect, test } from 'vitest';
import { MobilePhone, NewPassword, SecondFactor, VerifyCode } from './forms.ts';

test.each([
	'13800000000',
	'138 0000 0000',
	'138-0000-0000',
	'+86 138 0000 0000',
	'8613800000000',
	'１３８００００００００'
])('a number is understood as people write it: %s', (typed) => expect(MobilePhone.parse(typed)).toBe('13800000000'));

test.each(['', '12345', '02087654321', '138000000001', '23800000000', "1380000000'"])(
	'not a mobile number: %s',
	(typed) => {
		expect(MobilePhone.safeParse(typed).success).toBe(false);
	}
);

test('a code may be typed with spaces', () => {
	expect(VerifyCode.parse({ phone: '13800000000', code: ' 123 456 ' }).code).toBe('123456');
});

test('a password needs ten characters and more than letters', () => {
	const good = (text: string) => NewPassword.safeParse(text).success;
	expect([good('short-1'), good('onlyletters'), good('1234567890'), good('letters-and-1')]).toEqual([
		false,
		false,
		false,
		true
	]);
});

test('a second factor is six digits or a spare code', () => {
	const good = (code: string) => SecondFactor.safeParse({ code }).success;
	expect([good('123 456'), good('aB3dE-fG5hJ'), good('12345'), good('aB3dEfG5hJ')]).toEqual([true, true, false, false]);
});
