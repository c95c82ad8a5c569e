export {
	AddBuilding,
	AddCommunity,
	AddGrid,
	AddMember,
	AddOrganisation,
	ChangeMember,
	ChangeOrganisation,
	SetSetting
} from './forms.ts';
export { memberKinds, organisationKinds, type Claimer, type MemberKind, type OrganisationKind } from './kinds.ts';
export { isStaff, mayAudit, mayEnterDesk, mayKeep, mayManage, staffRoleOf } from './policy.ts';
export { OpenAccount, staffRoles } from './appointment.ts';
export type { Setting, Standing } from './setting.ts';
