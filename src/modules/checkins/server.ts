export { checkInsApi } from './api.server.ts';
export { acceptMany } from './commands/accept-many.server.ts';
export { actOnMember } from './commands/member-transitions.server.ts';
export { actOnOrganisation } from './commands/organisation-transitions.server.ts';
export { openCheckInContact } from './commands/open-contact.server.ts';
export { heedCheckInClock } from './commands/remind.server.ts';
export { reportMember, reportMyself } from './commands/report-member.server.ts';
export { reportInMembers, reportRoster } from './commands/report-members.server.ts';
export { reportOwnUnit, reportUnit } from './commands/report-organisation.server.ts';
export { checkInTasks } from './jobs.server.ts';
export {
	memberCheckIn,
	organisationCheckIn,
	type MemberDetail,
	type OrganisationDetail
} from './queries/details.server.ts';
export { activeCheckInsOf, isReported } from './queries/door.server.ts';
export { memberCheckIns } from './queries/members.server.ts';
export { organisationCheckIns } from './queries/organisations.server.ts';
export { ownCheckIns, reportedBy } from './queries/own.server.ts';
export { statusOf } from './queries/status.server.ts';
export { waitingCheckIns } from './queries/waiting.server.ts';
export { checkInImport } from './import/kind.server.ts';
export { checkInTemplate } from './import/template.server.ts';
