import type { Actor } from '#kernel/actor.ts';
import type { Context, Work } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import type { Issue } from '#kernel/errors.ts';
import type { Cell } from './cell.ts';
import type { SheetField } from './heading.ts';

/** A line of a table whose columns were assigned to fields. */
export interface ImportRow {
	number: number;
	from1904: boolean;
	/** What stands in the column of a field; what was chosen for the whole table where it has none. */
	cell(field: string): Cell;
	/** Whether a column was assigned to the field. */
	has(field: string): boolean;
	/** The heading of its column; its own name where it has none. */
	heading(field: string): string;
}

/** What comes of a line. Messages may repeat what stands there: they are kept sealed. Fields are those of the kind. */
export type Verdict =
	/** `identity`: 32 hexadecimal digits that are the same whenever this line is brought again. */
	| { is: 'new'; identity: string; notes?: Issue[] }
	| { is: 'same' }
	| { is: 'differs'; differences: Issue[] }
	| { is: 'wrong'; issues: Issue[] };

/** Opened once for each pass through a table, so it may remember what it has looked up and which lines it has met. */
export interface RowReader {
	/** One verdict for each row. Writes nothing. */
	check(rows: readonly ImportRow[]): Promise<Verdict[]>;
	/** Adds a line that was new when it was checked; false when it is there by now. Throws nothing for what the line says. */
	write(work: Work, row: ImportRow, identity: string): Promise<boolean>;
	/** The same for the lines of a piece together, for kinds that write faster so: how many were added. */
	writeAll?(work: Work, rows: readonly ImportRow[], identities: readonly string[]): Promise<number>;
}

export interface Choice {
	value: string;
	label: string;
}

/** What a module says so that its rows can be brought in from a spreadsheet. */
export interface ImportKind {
	/** A name in letters: it stands in the database and in the names of the tasks. */
	name: string;
	fields: readonly SheetField[];
	may(actor: Actor, centreId: string): boolean;
	/** Fields that may be the same for the whole table, and from what can be chosen then. */
	wholeTable(db: Db, centreId: string): Promise<Record<string, Choice[]>>;
	open(context: Context, centreId: string, importId: string): Promise<RowReader>;
}
