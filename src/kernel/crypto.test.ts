import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCrypto, Unreadable } from './crypto.ts';

const first = { version: 1, secret: 'first secret, thirty-two characters or more' };
const second = { version: 2, secret: 'second secret, thirty-two characters or more' };
const text = fc.string({ unit: 'binary' });

describe('a sealed value', () => {
	const { seal, open, versionOf } = createCrypto([first]);

	test('opens to what was sealed', () => {
		fc.assert(fc.property(text, (plain) => void expect(open(seal(plain))).toBe(plain)));
		expect(open(seal('阿依古丽·买买提𠮷'))).toBe('阿依古丽·买买提𠮷');
	});

	test('opens from plain bytes too, as some database drivers give them', () => {
		expect(open(Uint8Array.from(seal('李')))).toBe('李');
	});

	test('never looks the same twice', () => {
		expect(seal('13800000000').equals(seal('13800000000'))).toBe(false);
	});

	test('does not open after any byte was altered', () => {
		fc.assert(
			fc.property(text, fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, seed, mask) => {
				const sealed = seal(plain);
				const at = seed % sealed.length;
				sealed[at] = (sealed[at] ?? 0) ^ mask;
				expect(() => open(sealed)).toThrow(Unreadable);
			})
		);
	});

	test('does not open cut short', () => {
		const sealed = seal('天河区');
		for (let length = 0; length < sealed.length; length++) {
			expect(() => open(sealed.subarray(0, length))).toThrow(Unreadable);
		}
	});

	test('does not open with another key of the same version', () => {
		expect(() => createCrypto([{ ...second, version: 1 }]).open(seal('x'))).toThrow(Unreadable);
	});

	test('says which key sealed it', () => {
		expect(versionOf(seal('x'))).toBe(1);
		expect(versionOf(createCrypto([second, first]).seal('x'))).toBe(2);
	});
});

describe('after a rotation', () => {
	const before = createCrypto([first]);
	const after = createCrypto([second, first]);

	test('old values open, new ones carry the new version', () => {
		expect(after.open(before.seal('旧'))).toBe('旧');
		expect(() => before.open(after.seal('新'))).toThrow(Unreadable);
	});

	test('a value is found by the same index as before', () => {
		fc.assert(
			fc.property(text, (value) => {
				expect(after.blindIndex('phone', value).equals(before.blindIndex('phone', value))).toBe(true);
			})
		);
	});
});

describe('a blind index', () => {
	const { blindIndex } = createCrypto([first]);

	test('is 16 bytes, the same for the same value', () => {
		expect(blindIndex('phone', '13800000000')).toHaveLength(16);
		expect(blindIndex('phone', '13800000000')).toEqual(blindIndex('phone', '13800000000'));
	});

	test('differs by value, by kind, and by where the kind ends', () => {
		fc.assert(
			fc.property(text, text, text, text, (kind, value, otherKind, otherValue) => {
				fc.pre(kind !== otherKind || value !== otherValue);
				expect(blindIndex(kind, value).equals(blindIndex(otherKind, otherValue))).toBe(false);
			})
		);
		expect(blindIndex('ab', 'c')).not.toEqual(blindIndex('a', 'bc'));
	});
});

test('keys that cannot work are refused at start', () => {
	expect(() => createCrypto([])).toThrow('At least one');
	expect(() => createCrypto([{ version: 1, secret: 'short' }])).toThrow('shorter than 32');
	expect(() => createCrypto([{ ...first, version: 0 }])).toThrow('1–255');
	expect(() => createCrypto([{ ...first, version: 256 }])).toThrow('1–255');
	expect(() => createCrypto([{ ...second, version: 1 }, first])).toThrow('same version');
});
