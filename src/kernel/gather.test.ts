import { expect, test } from 'vitest';
import type { Db } from './db.ts';
import { gathered } from './gather.ts';

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
