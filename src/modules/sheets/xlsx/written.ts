import type { SheetValue } from '../cell.ts';

export interface SheetColumn {
	label: string;
	/** In characters. */
	width: number;
}

/** A sheet of a file that is written: its headings stand still, its lines come as they are read. */
export interface WrittenSheet {
	name: string;
	columns: readonly SheetColumn[];
	lines: AsyncIterable<readonly (readonly SheetValue[])[]> | Iterable<readonly (readonly SheetValue[])[]>;
	/** The bold line at the end. */
	totals?: () => Promise<readonly SheetValue[]>;
	/** Printed below each page. */
	footer?: string;
}
