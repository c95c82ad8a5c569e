import { guest, type Actor } from '#kernel/actor.ts';
import type { Role } from '#modules/identity/index.ts';

/** The things a role can be about, each by a name that stands for its id. */
export type Scope = 'here' | 'elsewhere' | 'grid' | 'member' | 'claimer' | 'organisation' | 'district';

export interface VisitorKind {
	label: string;
	/** None is signed out. */
	grants: readonly { role: Role; centre: 'here' | 'elsewhere' | null; scope: Scope }[] | null;
}

const about = (role: Role, scope: Scope = 'here', centre: 'here' | 'elsewhere' | null = 'here') => ({
	role,
	centre,
	scope
});

/** Everybody who may come, as seen from the centre `here`: the columns of docs/ACCESS.md. */
export const visitors = {
	guest: { label: '未登录', grants: null },
	resident: { label: '别的居民', grants: [] },
	beneficiary: { label: '心愿人', grants: [] },
	member: { label: '党员', grants: [about('member', 'member')] },
	claimer: { label: '认领人', grants: [about('member', 'claimer')] },
	representative: { label: '单位代表', grants: [about('organisationRepresentative', 'organisation')] },
	clerk: { label: '工作人员', grants: [about('clerk')] },
	gridWorker: { label: '网格员', grants: [about('gridWorker', 'grid')] },
	socialWorker: { label: '社工', grants: [about('socialWorker')] },
	buildingHead: { label: '楼栋长', grants: [about('buildingHead', 'grid')] },
	leader: { label: '领导', grants: [about('leader')] },
	administrator: { label: '管理员', grants: [about('administrator')] },
	auditor: { label: '审计员', grants: [about('auditor')] },
	districtOfficer: { label: '区级工作人员', grants: [about('districtOfficer', 'district', null)] },
	districtAdministrator: { label: '区级管理员', grants: [about('administrator', 'district', null)] },
	otherClerk: { label: '别的中心的工作人员', grants: [about('clerk', 'elsewhere', 'elsewhere')] },
	otherAdministrator: { label: '别的中心的管理员', grants: [about('administrator', 'elsewhere', 'elsewhere')] }
} as const satisfies Record<string, VisitorKind>;

export type Visitor = keyof typeof visitors;
export const visitorNames = Object.keys(visitors) as Visitor[];

/** The visitor as the policies see one, with names in the place of ids. */
export function actorFor(visitor: Visitor): Actor {
	const { label, grants }: VisitorKind = visitors[visitor];
	if (grants === null) return guest;
	return {
		kind: 'account',
		accountId: visitor,
		name: label,
		grants: grants.map(({ role, centre, scope }) => ({ role, centreId: centre, scopeId: scope }))
	};
}
