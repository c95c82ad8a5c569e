export {
	AddBuilding,
	AddCommunity,
	AddGrid,
	AddMember,
	AddOrganisation,
	AddPartyOrganisation,
	AddWord,
	ChangeMember,
	ChangeOrganisation,
	ChangePartyOrganisation,
	ChangeWord,
	SetSetting,
	wordLists
} from './forms.ts';
export {
	dayParts,
	freeTimesIn,
	freeTimesInWords,
	freeTimesMask,
	isFreeAt,
	timesNeeded,
	weekdays,
	type FreeTime
} from './free-times.ts';
export {
	keysOf,
	memberKinds,
	organisationKinds,
	partyLevels,
	type Claimer,
	type MemberKind,
	type OrganisationKind,
	type PartyLevel
} from './kinds.ts';
export { aboveIt, partyTree, type TreeNode } from './party-tree.ts';
export { isStaff, mayAudit, mayEnterDesk, mayKeep, mayManage, staffRoleOf } from './policy.ts';
export { OpenAccount, staffRoles } from './appointment.ts';
export type { Setting, Standing } from './setting.ts';
