export { ScanForm, VoidHours } from './forms.ts';
export { clockIn, clockOf, durationWords, momentAt } from './moment.ts';
export { maySeeHours, memberOf, organiserRoleOf, representedBy } from './policy.ts';
export { attendanceSettings } from './settings.ts';
export { within } from './stay.ts';
