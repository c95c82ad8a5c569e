/** What a person can be here, in the words of the pages. */
export const roles = {
	resident: '居民',
	member: '党员',
	organisationRepresentative: '单位代表',
	clerk: '工作人员',
	gridWorker: '网格员',
	socialWorker: '社工',
	buildingHead: '楼栋长',
	leader: '领导',
	districtOfficer: '区级工作人员',
	administrator: '管理员',
	auditor: '审计员'
} as const;

export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as [Role, ...Role[]];

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text);

/** What an account is called that came by phone and code, until somebody names it. */
export const UNNAMED = '居民';

/** A role as an account holds it. */
export interface HeldRole {
	role: Role;
	/** None for a role of the whole district. */
	centreId: string | null;
	scopeId: string;
}

const HOUR = 60;
const WEEK = 7 * 24 * HOUR;

/** Every session ends after a week. Staff, who see other people's data, are signed out earlier when they leave the desk: minutes. */
export const SESSION_MINUTES = WEEK;
export const idleMinutes: Record<Role, number> = {
	resident: WEEK,
	member: WEEK,
	organisationRepresentative: WEEK,
	clerk: 8 * HOUR,
	gridWorker: 8 * HOUR,
	socialWorker: 8 * HOUR,
	buildingHead: 8 * HOUR,
	leader: 8 * HOUR,
	districtOfficer: 8 * HOUR,
	administrator: 8 * HOUR,
	auditor: 8 * HOUR
};

/** The shortest of the roles somebody holds counts. */
export const idleMinutesOf = (held: readonly { role: string }[]): number =>
	Math.min(WEEK, ...held.map(({ role }) => (isRole(role) ? idleMinutes[role] : WEEK)));
