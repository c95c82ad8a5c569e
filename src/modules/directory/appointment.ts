import { z } from 'zod';
import { MobilePhone, NewPassword, Username, type Role } from '#modules/identity/index.ts';

/** What a role of a centre is about: the centre itself, one of its grids, one of its members, one of its organisations. */
export const rolesOfCentre = {
	clerk: 'centre',
	gridWorker: 'grid',
	socialWorker: 'centre',
	buildingHead: 'grid',
	leader: 'centre',
	auditor: 'centre',
	administrator: 'centre',
	member: 'member',
	organisationRepresentative: 'organisation'
} as const satisfies Partial<Record<Role, 'centre' | 'grid' | 'member' | 'organisation'>>;

export type CentreRole = keyof typeof rolesOfCentre;

/** The roles of whoever works for the centre; the others belong to people from outside. */
export const staffRoles = [
	'clerk',
	'gridWorker',
	'socialWorker',
	'buildingHead',
	'leader',
	'auditor',
	'administrator'
] as const satisfies CentreRole[];

const roleNames = Object.keys(rolesOfCentre) as [CentreRole, ...CentreRole[]];

export const Appoint = z.object({
	centreId: z.uuid('没有这个中心'),
	accountId: z.uuid('没有这个账号'),
	role: z.enum(roleNames, '请选择身份'),
	/** The grid, member or organisation of the role; none for the roles about the whole centre. */
	scopeId: z.uuid('请选择网格').nullable().default(null)
});

export const OpenAccount = Appoint.omit({ accountId: true }).extend({
	name: z.string('请填写姓名').trim().min(1, '请填写姓名').max(50, '姓名最多50个字'),
	username: Username.optional(),
	password: NewPassword.optional(),
	phone: MobilePhone.optional()
});
