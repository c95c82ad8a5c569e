import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedStore } from './bounded-store.ts';

test('a value is there until its time, and not a moment longer', () => {
	let now = 0;
	const store = boundedStore<string>({ entries: 9, bytes: 99, now: () => now });
	store.set('a', 'A', 1, 800);
	now = 799;
	expect(store.get('a')).toBe('A');
	now = 800;
	expect(store.get('a')).toBeUndefined();
	expect(store.size).toBe(0);
});

test('the oldest make room, and what is larger than everything is not kept', () => {
	const store = boundedStore<number>({ entries: 9, bytes: 100, now: () => 0 });
	store.set('a', 1, 60, 1);
	store.set('b', 2, 40, 1);
	store.set('c', 3, 10, 1);
	store.set('d', 4, 101, 1);
	expect(['a', 'b', 'c', 'd'].map((key) => store.get(key))).toEqual([undefined, 2, 3, undefined]);
});

test('neither bound is ever passed, and the newest value of a key is what one gets', () => {
	const value = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), size: fc.integer({ min: 0, max: 60 }) });
	fc.assert(
		fc.property(fc.array(value), (values) => {
			const store = boundedStore<{ size: number }>({ entries: 3, bytes: 100, now: () => 0 });
			for (const { key, size } of values) {
				const added = { size };
				store.set(key, added, size, 1);
				if (store.get(key) !== added) return false;
				const kept = ['a', 'b', 'c', 'd', 'e'].flatMap((each) => store.get(each) ?? []);
				if (kept.length > 3 || kept.reduce((sum, one) => sum + one.size, 0) > 100) return false;
			}
			return true;
		})
	);
});
