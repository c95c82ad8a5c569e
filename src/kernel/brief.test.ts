import { expect, test, vi } from 'vitest';
import { briefly } from './brief.ts';
import type { Db } from './db.ts';

const db = { isTransaction: false } as Db;

test('what was just read is read once, for the same words', async () => {
	const read = vi.fn((_db: Db, word: string) => Promise.resolve(word.toUpperCase()));
	const kept = briefly(read as (db: Db, ...words: string[]) => Promise<string>);
	expect(await Promise.all([kept(db, 'a'), kept(db, 'a'), kept(db, 'b')])).toEqual(['A', 'A', 'B']);
	expect(read).toHaveBeenCalledTimes(2);
});

test('after 0.8 s it is read anew', async () => {
	vi.useFakeTimers({ toFake: ['performance'] });
	let value = 1;
	const kept = briefly(() => Promise.resolve(value));
	expect(await kept(db)).toBe(1);
	value = 2;
	vi.advanceTimersByTime(799);
	expect(await kept(db)).toBe(1);
	vi.advanceTimersByTime(2);
	expect(await kept(db)).toBe(2);
	vi.useRealTimers();
});

test('a failure is not kept', async () => {
	let fails = true;
	const kept = briefly(() => (fails ? Promise.reject(new Error('down')) : Promise.resolve('up')));
	await expect(kept(db)).rejects.toThrow('down');
	fails = false;
	expect(await kept(db)).toBe('up');
});

test('a transaction reads for itself', async () => {
	let value = 1;
	const kept = briefly(() => Promise.resolve(value++));
	const transaction = { isTransaction: true } as Db;
	expect([await kept(transaction), await kept(transaction)]).toEqual([1, 2]);
});
