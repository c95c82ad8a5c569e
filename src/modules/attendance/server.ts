export { attendanceApi } from './api.server.ts';
export { attestHours, type Clash } from './commands/attest.server.ts';
export { enterStays } from './commands/enter.server.ts';
export { organisedShift } from './commands/organised.server.ts';
export { scanShift } from './commands/scan.server.ts';
export { voidHours } from './commands/void.server.ts';
export { shownCode } from './queries/code.server.ts';
export {
	attendanceFigures,
	minutesBy,
	type AttendanceFigures,
	type HoursDimension,
	type MinutesSlice
} from './queries/figures.server.ts';
export { hoursById, hoursOf, type Hours } from './queries/hours.server.ts';
export { ownAttendance, ownShiftsNow } from './queries/own.server.ts';
export { presentAt, sheetOf, voidedAt, type SheetRow } from './queries/sheet.server.ts';
export { shiftsToKeep, type ShiftPart } from './queries/shifts.server.ts';
