export {
	AcceptMany,
	OpenContact,
	ReportMember,
	ReportMyself,
	ReportOwnUnit,
	ReportRoster,
	ReportUnit
} from './forms.ts';
export { channels, CONSENT_WORDING, spoken, type Channel, type ReporterKind } from './check-in.ts';
export {
	memberActions,
	memberCheckInLifecycle,
	memberStates,
	organisationActions,
	organisationCheckInLifecycle,
	organisationStates,
	type MemberAction,
	type MemberState,
	type OrganisationAction,
	type OrganisationState
} from './lifecycle.ts';
export {
	mayHandleCheckIns,
	memberActionsOn,
	memberRoles,
	organisationActionsOn,
	organisationRoles,
	represents,
	type MemberSubject,
	type OrganisationSubject
} from './policy.ts';
export { limitsOfCheckIns } from './settings.ts';
export { memberActionAt, memberTransitions, organisationActionAt, organisationTransitions } from './transitions.ts';
export {
	doneWords,
	nextWords,
	stateTones,
	type Answer,
	type CheckInStep,
	type CheckInView,
	type Slip
} from './check-in-view.ts';
