import { z } from 'zod';
import type { Issue } from '#kernel/errors.ts';
import { columnName, wholeTableName } from './assignment-names.ts';
import type { Cell, SheetRow } from './cell.ts';
import { suggestColumns, type Heading, type SheetField } from './heading.ts';
import type { ImportRow } from './import-kind.ts';

/** Which column holds which field, and what holds for all lines where there is no column. */
export const Assignment = z.object({
	columns: z.record(z.string(), z.int().min(0).max(199)),
	wholeTable: z.record(z.string(), z.string().max(100))
});
export type Assignment = z.output<typeof Assignment>;

/** The best guess for headings that were never seen. */
export const suggested = (headings: readonly Heading[], fields: readonly SheetField[]): Assignment => ({
	columns: suggestColumns(headings, fields),
	wholeTable: {}
});

/** Reads what was chosen in the form. A field that two columns claim, or that no column holds though it must, is an issue. */
export function assignmentIn(
	form: FormData,
	headings: readonly Heading[],
	fields: readonly SheetField[],
	choices: Readonly<Record<string, readonly { value: string }[]>>
): { assignment: Assignment; issues: Issue[] } {
	const assignment: Assignment = { columns: {}, wholeTable: {} };
	const issues: Issue[] = [];
	for (const { column, letters } of headings) {
		const field = fields.find(({ key }) => key === form.get(columnName(column)));
		if (!field) continue;
		if (field.key in assignment.columns)
			issues.push({
				field: columnName(column),
				message: `${letters} 列：“${field.label}”已经选给别的列了，只能选一列`
			});
		else assignment.columns[field.key] = column;
	}
	for (const [key, offered] of Object.entries(choices)) {
		const chosen = offered.find(({ value }) => value === form.get(wholeTableName(key)));
		if (chosen) assignment.wholeTable[key] = chosen.value;
	}
	for (const { key, label, required } of fields)
		if (required && !(key in assignment.columns) && !(key in assignment.wholeTable))
			issues.push(
				key in choices
					? { field: wholeTableName(key), message: `请给“${label}”选一列，或者选一个整张表都用的` }
					: { field: columnName(headings[0]?.column ?? 0), message: `请选出哪一列是“${label}”` }
			);
	return { assignment, issues };
}

/** The line as a kind reads it. */
export function importRow(
	{ number, cells }: SheetRow,
	{ columns, wholeTable }: Assignment,
	{ headings, from1904, fields }: { headings: readonly Heading[]; from1904: boolean; fields: readonly SheetField[] }
): ImportRow {
	const own = (field: string): Cell => (field in columns ? (cells[columns[field] as number] ?? null) : null);
	return {
		number,
		from1904,
		cell: (field) => own(field) ?? wholeTable[field] ?? null,
		has: (field) => field in columns,
		heading: (field) =>
			headings.find(({ column }) => column === columns[field])?.label ||
			(fields.find(({ key }) => key === field)?.label ?? '')
	};
}
