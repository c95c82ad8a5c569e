import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALIKE, bandsOf, likenessOf, piecesOf } from './likeness.ts';

const hash = (piece: string) => createHash('sha256').update(piece).digest().readUInt32BE(0);
const bands = (text: string) => new Set(bandsOf(piecesOf(text), hash));
const likeness = (one: string, other: string) => likenessOf(piecesOf(one), piecesOf(other));

test.each([
	['独居老人浴室地面湿滑，想装一条扶手，晚上起夜不怕摔。', '老人说浴室地面很滑，晚上起夜怕摔，想装扶手'],
	['厨房的水龙头漏水，想请人修一修，拧紧了还在滴', '您好，厨房水龙头漏水，拧紧了还滴水，请来修'],
	['楼道灯坏了半个月，晚上老人上下楼不安全，希望换成声控灯', '楼道灯坏了，老人晚上上下楼不安全，能不能换声控灯']
])('one need in the words of two people is alike, and shares a band: %s', (one, other) => {
	expect(likeness(one, other)).toBeGreaterThan(ALIKE);
	expect(bands(one).intersection(bands(other)).size).toBeGreaterThan(0);
});

test.each([
	['我叫某人，家里的灯太暗了，想换一盏亮一点的', '我叫某人，家里的米吃完了，想要两袋米'],
	['孩子爱看书，想要几本适合小学低年级看的课外书', '腰不好弯不下去，想要一台电饭煲，放在灶台边上'],
	['想要灯', '想要灯']
])('another need is not alike, however it begins, and of a few signs nothing is said: %s', (one, other) => {
	expect(likeness(one, other)).toBeLessThan(ALIKE);
});

/** Texts of different characters have nothing in common. */
const textOf = (from: number) =>
	fc
		.array(fc.integer({ min: from, max: from + 999 }), { minLength: 12, maxLength: 80 })
		.map((codes) => String.fromCodePoint(...codes));

test('a text is as alike to itself as can be, in whatever way it is punctuated; unrelated ones are neither alike nor share a band', () => {
	fc.assert(
		fc.property(textOf(0x4e00), textOf(0x6000), (one, other) => {
			fc.pre(piecesOf(one).size >= 6 && piecesOf(other).size >= 6);
			expect(likeness(one, `${one}。`)).toBe(1);
			expect(bands(one)).toEqual(bands(`  ${one}！`));
			expect(likeness(one, other)).toBe(0);
			expect(bands(one).intersection(bands(other)).size).toBe(0);
		})
	);
});

test('the more two texts have in common, the more alike they are, both ways round', () => {
	fc.assert(
		fc.property(textOf(0x4e00), textOf(0x6000), (one, other) => {
			expect(likeness(one, one + other)).toBe(likeness(one + other, one));
			expect(likeness(one, one + other)).toBeGreaterThanOrEqual(likeness(one, other));
		})
	);
});
