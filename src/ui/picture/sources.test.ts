import { expect, test } from 'vitest';
import { srcsetOf } from './sources.ts';

test('the width of a size is that of the longest side brought to it', () => {
	expect(srcsetOf({ id: 'a', width: 1600, height: 800 }, ['thumb', 'card'], 'webp')).toBe(
		'/files/a/thumb.webp 320w, /files/a/card.webp 800w'
	);
	expect(srcsetOf({ id: 'a', width: 800, height: 1600 }, ['card'], 'jpeg')).toBe('/files/a/card.jpeg 400w');
});

test('a small picture is never said to be larger than it is', () => {
	expect(srcsetOf({ id: 'a', width: 200, height: 100 }, ['full'], 'webp')).toBe('/files/a/full.webp 200w');
});
