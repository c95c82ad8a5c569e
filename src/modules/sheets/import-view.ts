import type { Assignment } from './assignment.ts';
import type { Heading } from './heading.ts';
import type { Counts, Report } from './report.ts';

export type ImportState = 'read' | 'checking' | 'checked' | 'writing' | 'done';

/** Where an upload stands, in words. */
export const importStates: Record<ImportState, string> = {
	read: '等您选列',
	checking: '正在检查',
	checked: '等您确认',
	writing: '正在导入',
	done: '导入完了'
};

/** An upload in a list. */
export interface ImportLine {
	id: string;
	state: ImportState;
	at: Date;
	rows: number;
	/** Rows that the check, or the writing, has gone through. */
	done: number;
	added: number;
	counts: Counts;
}

/** An upload on its page. */
export interface ImportView extends ImportLine {
	sheet: string;
	/** Sheets of the file that were not read. */
	others: string[];
	headings: Heading[];
	/** What was chosen, what was chosen the last time for these headings, or what the headings suggest. */
	assignment: Assignment;
	isRemembered: boolean;
	report: Report;
	expiresAt: Date;
}
