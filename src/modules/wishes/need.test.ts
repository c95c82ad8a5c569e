import { expect, test } from 'vitest';
import { isOpen, needOf, spokenReference } from './need.ts';
import { wishStates } from './lifecycle.ts';

test('the wall says what is still needed, never a number of nobody', () => {
	expect(needOf({ state: 'published', places: 3, claimed: 0 })).toBe('还差 3 位认领人');
	expect(needOf({ state: 'partiallyClaimed', places: 3, claimed: 2 })).toBe('还差 1 位认领人');
	expect(needOf({ state: 'claimed', places: 3, claimed: 3 })).toBe('认领人齐了');
	expect(needOf({ state: 'implementing', places: 3, claimed: 3 })).toBe('认领人齐了，正在办');
	expect(needOf({ state: 'implementing', places: 3, claimed: 2 })).toBe('正在办');
	expect(needOf({ state: 'submitted', places: 1, claimed: 1 })).toBe('做好了，等本人确认');
	expect(needOf({ state: 'closed', places: 1, claimed: 1 })).toBe('已实现');
});

test('only what says how many are missing can be claimed', () => {
	for (const state of wishStates)
		expect(isOpen({ state })).toBe(needOf({ state, places: 2, claimed: 1 }).startsWith('还差'));
});

test('a reference is read aloud in two groups', () => {
	expect(spokenReference('K7M29QXP')).toBe('K7M2 9QXP');
});
