export { chooseColumns, confirmImport, discardImport } from './commands/steps.server.ts';
export { uploadTable } from './commands/upload.server.ts';
export { importTasks, sheetTasks } from './jobs.server.ts';
export { importOf, recentImports } from './queries/imports.server.ts';
export { writeWorkbook } from './xlsx/write.server.ts';
export type { WrittenSheet } from './xlsx/written.ts';
