import { expect, test } from 'vitest';
import type { Db } from './db.ts';
import { gathered, together } from './gather.ts';

const db = {} as Db;
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

test('who asks while a reading is under way is answered by the next one, all together', async () => {
	const readings: number[][] = [];
	const square = gathered(async (_db: Db, numbers: number[]) => {
		readings.push(numbers);
		await pause();
		return numbers.map((number) => number * number);
	});
	const first = square(db, 1);
	await Promise.resolve();
	await Promise.resolve();
	const later = [square(db, 2), square(db, 3)];
	expect(await Promise.all([first, ...later])).toEqual([1, 4, 9]);
	expect(readings).toEqual([[1], [2, 3]]);
});

test('a failed reading is told to those it was for; the next asker is served', async () => {
	let fails = true;
	const ask = gathered(async (_db: Db, words: string[]) => {
		await pause();
		if (fails) throw new Error('down');
		return words;
	});
	await expect(Promise.all([ask(db, 'a'), ask(db, 'b')])).rejects.toThrow('down');
	fails = false;
	expect(await ask(db, 'c')).toBe('c');
});

test('who asks the same together shares a reading, but never one that began before they asked', async () => {
	let now = 1;
	const readings: string[] = [];
	const read = together(async (_db: Db, word: string) => {
		readings.push(word);
		const seen = now;
		await pause();
		return seen;
	});
	const first = read(db, 'wall');
	now = 2;
	const later = [read(db, 'wall'), read(db, 'wall')];
	const other = read(db, 'other');
	expect(await Promise.all([first, ...later, other])).toEqual([1, 2, 2, 2]);
	expect(readings).toEqual(['wall', 'other', 'wall']);
	now = 3;
	expect(await read(db, 'wall')).toBe(3);
});

test('a shared reading that fails is told to those it was for; the next one is made anew', async () => {
	let fails = true;
	const read = together(async () => {
		await pause();
		if (fails) throw new Error('down');
		return 'up';
	});
	const first = read(db);
	const second = read(db);
	await expect(first).rejects.toThrow('down');
	fails = false;
	expect(await second).toBe('up');
});
