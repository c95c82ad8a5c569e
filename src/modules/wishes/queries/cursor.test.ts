import { expect, test } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { cursorAt, cursorIn } from './cursor.ts';

test('a cursor is read as it was written', () => {
	const id = newId();
	expect(cursorIn(cursorAt('2026-05-01', id))).toEqual({ day: '2026-05-01', id, rest: undefined });
});

test.each(['2026-02-30', '2021-99-99', '0000-00-00', 'today', ''])('a cursor with the day “%s” begins anew', (day) =>
	expect(cursorIn(cursorAt(day, newId()))).toBeUndefined()
);

test.each([null, undefined, '', '2026-05-01', '2026-05-01_1', '_'])('%s is no cursor', (text) =>
	expect(cursorIn(text)).toBeUndefined()
);
