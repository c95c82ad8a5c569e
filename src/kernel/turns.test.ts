import { expect, test } from 'vitest';
import { turns } from './turns.ts';

test('one goes at a time, in the order in which they came', async () => {
	const line = turns();
	const went: string[] = [];
	const go = async (name: string) => {
		expect(await line.enter('wish')).toBe(true);
		went.push(`${name} in`);
		await Promise.resolve();
		went.push(`${name} out`);
		line.leave('wish', 'next');
	};
	await Promise.all(['a', 'b', 'c'].map(go));
	expect(went).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
});

test('when the line breaks up everybody is told, and the first to come back goes', async () => {
	const line = turns();
	expect(await line.enter('wish')).toBe(true);
	const others = [line.enter('wish'), line.enter('wish')];
	line.leave('wish', 'breakUp');
	expect(await Promise.all(others)).toEqual([false, false]);
	expect(await line.enter('wish')).toBe(true);
});

test('who goes for something else does not wait', async () => {
	const line = turns();
	expect(await line.enter('one')).toBe(true);
	expect(await line.enter('other')).toBe(true);
});
