import type { Issue } from '#kernel/errors.ts';
import type { Assignment } from './assignment.ts';
import { columnLetters } from './cell.ts';
import type { ImportRow, Verdict } from './import-kind.ts';

/** Something to be told of one cell. */
export interface ReportLine {
	row: number;
	/** Its column, with the heading: “F 列 征集日期”. */
	where: string;
	message: string;
}

/** What a check found, as far as it is listed. */
export interface Report {
	wrong: ReportLine[];
	differing: ReportLine[];
	notes: ReportLine[];
}

export interface Counts {
	new: number;
	same: number;
	differing: number;
	wrong: number;
}

const MOST_LISTED = 500;

/** Gathers verdicts; of each list only the first lines are kept, the counts go on. */
export class Findings {
	readonly counts: Counts = { new: 0, same: 0, differing: 0, wrong: 0 };
	readonly report: Report = { wrong: [], differing: [], notes: [] };
	readonly #columns: Assignment['columns'];

	constructor({ columns }: Assignment) {
		this.#columns = columns;
	}

	add(row: ImportRow, verdict: Verdict): void {
		this.counts[({ new: 'new', same: 'same', differs: 'differing', wrong: 'wrong' } as const)[verdict.is]] += 1;
		if (verdict.is === 'wrong') this.#list('wrong', row, verdict.issues);
		if (verdict.is === 'differs') this.#list('differing', row, verdict.differences);
		if (verdict.is === 'new') this.#list('notes', row, verdict.notes ?? []);
	}

	#list(name: keyof Report, row: ImportRow, issues: readonly Issue[]): void {
		for (const { field, message } of issues)
			if (this.report[name].length < MOST_LISTED)
				this.report[name].push({ row: row.number, where: this.#where(row, field), message });
	}

	#where(row: ImportRow, field: string): string {
		const column = this.#columns[field];
		return column === undefined ? row.heading(field) : `${columnLetters(column)} 列 ${row.heading(field)}`;
	}
}
