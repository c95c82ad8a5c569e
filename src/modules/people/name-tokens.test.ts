import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialsOf } from '#modules/directory/server.ts';
import { nameSearch, nameTokens } from './server.ts';

const CENTRE = '01a20f51-5a8d-779b-9e40-55d3263b807e';
const signs = fc.constantFrom(...'王李张欧阳单解乐芳明华志强丽娜阿卜杜拉买提𠮷邨', ...'Joh');
const names = fc.array(signs, { minLength: 1, maxLength: 12 });

const isFound = (name: string, q: string, centreId = CENTRE): boolean => {
	const has = new Set(nameTokens(CENTRE, name));
	return nameSearch(centreId, q).every(({ tokens }) =>
		tokens.some((way) => way.length > 0 && way.every((one) => has.has(one)))
	);
};

test('every piece of a name finds it, as it is written and by its initials, and in no other centre', () => {
	fc.assert(
		fc.property(names, fc.nat(), fc.nat(), (name, from, size) => {
			const at = from % name.length;
			const piece = name.slice(at, at + 1 + (size % (name.length - at))).join('');
			expect(isFound(name.join(''), piece), `${name.join('')} ${piece}`).toBe(true);
			const initials = initialsOf(name.join(''));
			if (initials !== '') expect(isFound(name.join(''), initials.slice(0, 4))).toBe(true);
			expect(isFound(name.join(''), piece, '01a20f51-5a8d-779b-9e40-55d3263b807f')).toBe(false);
		})
	);
});

test('what is found holds every sign that was typed, or sounds like it', () => {
	expect(isFound('王小明', '王晓铭')).toBe(true);
	expect(isFound('王小明', '小王')).toBe(false);
	expect(isFound('王小明', '王明')).toBe(false);
	expect(isFound('王小明', '汪')).toBe(false);
	expect(isFound('王小明', 'wm')).toBe(false);
	expect(isFound('阿卜杜拉·买买提', '杜拉买买提')).toBe(true);
	expect(isFound('阿卜杜拉·买买提', 'abdlmmt')).toBe(true);
});

test('hashes are 64-bit numbers, none twice, and not to be made without the key', () => {
	const tokens = nameTokens(CENTRE, '欧阳小梅');
	expect(new Set(tokens).size).toBe(tokens.length);
	for (const token of tokens) expect(BigInt.asIntN(64, BigInt(token)).toString()).toBe(token);
	expect(tokens.some((token) => nameTokens(CENTRE, '李四').includes(token))).toBe(false);
});
