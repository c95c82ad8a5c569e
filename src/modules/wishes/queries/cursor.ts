import { z } from 'zod';
import { isId } from '#kernel/ids.ts';

/** Where a page of rows that are ordered by a day and an id begins: `2026-05-01_<id>`, and what else the list wrote behind. */
export interface Cursor {
	day: string;
	id: string;
	rest: string | undefined;
}

const Day = z.iso.date();

export const cursorAt = (day: string, id: string): string => `${day}_${id}`;

/** Reads a cursor from an address; undefined for anything that is none, and the list begins anew. */
export function cursorIn(after: string | null | undefined): Cursor | undefined {
	const [day = '', id = '', rest] = after?.split('_') ?? [];
	return Day.safeParse(day).success && isId(id) ? { day, id, rest } : undefined;
}
