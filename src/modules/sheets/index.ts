export { assignmentIn, type Assignment } from './assignment.ts';
export { sameWords, textIn, type Cell, type SheetRow, type SheetValue } from './cell.ts';
export { suggestColumns, type Heading, type SheetField } from './heading.ts';
export { type ImportLine, type ImportState, type ImportView } from './import-view.ts';
export type { Choice, ImportKind, ImportRow, RowReader, Verdict } from './import-kind.ts';
export type { Report, ReportLine } from './report.ts';
export { dayIn, fenIn } from './values.ts';
