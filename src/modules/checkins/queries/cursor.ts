import { z } from 'zod';
import { isId } from '#kernel/ids.ts';

/** Where a page of check-ins that are ordered by a day and an id begins: `2026-05-01_<id>`. */
export interface Cursor {
	day: string;
	id: string;
}

const Day = z.iso.date();

export const cursorAt = ({ day, id }: Cursor): string => `${day}_${id}`;

/** Reads a cursor from an address; undefined for anything that is none, and the list begins anew. */
export function cursorIn(after: string | null | undefined): Cursor | undefined {
	const [day = '', id = ''] = after?.split('_') ?? [];
	return Day.safeParse(day).success && isId(id) ? { day, id } : undefined;
}

/** The rows of a page and where the next one starts, out of one row more than the page holds. */
export function paged<Row extends { id: string }>(
	rows: readonly Row[],
	most: number,
	dayOf: (row: Row) => string
): { rows: Row[]; next: string | null } {
	const shown = rows.slice(0, most);
	const last = shown.at(-1);
	return { rows: shown, next: rows.length > most && last ? cursorAt({ day: dayOf(last), id: last.id }) : null };
}
