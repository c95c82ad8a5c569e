import { z } from 'zod';
import { memberKinds, organisationKinds, type MemberKind, type OrganisationKind } from '#modules/directory/index.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { PersonName } from '#modules/people/index.ts';

const keysOf = <Key extends string>(labels: Record<Key, string>) => Object.keys(labels) as [Key, ...Key[]];
const words = (title: string, most: number, least = 1) => z.string().trim().min(least).max(most).meta({ title });
const codes = (title: string) =>
	z
		.array(z.string().regex(/^[a-zA-Z0-9]{1,31}$/, '请从列出的里面选'))
		.max(20)
		.default([])
		.meta({ title });
const note = words('备注', 500).optional();
const Day = z.iso.date('请填写日期，例如 2026-05-01');

const organisationFields = {
	/** None: to the whole sub-district. */
	communityId: z.uuid('请选择社区').nullable().default(null).meta({ title: '向哪里报到' }),
	fields: codes('能提供的服务'),
	resources: words('能提供的资源', 500).optional()
};
const unitName = z
	.string('请填写单位的名称')
	.trim()
	.min(2, '请填写单位的全称')
	.max(100, '单位名称最多100个字')
	.meta({ title: '单位名称' });
const unitKind = z.enum(keysOf<OrganisationKind>(organisationKinds), '请选择单位的类别').meta({ title: '单位类别' });

/** Somebody whose phone was checked reports their unit in: one they represent, or by its name. */
export const ReportOwnUnit = z.object({
	organisationId: z.uuid('请选择单位').nullable().default(null),
	name: unitName.optional(),
	kind: unitKind.optional(),
	contactName: PersonName.meta({ title: '联系人姓名' }),
	...organisationFields
});

/** A clerk writes down a unit that came to the window, called or sent a paper. */
export const ReportUnit = ReportOwnUnit.extend({
	contactPhone: MobilePhone.meta({ title: '联系人手机号' }),
	submittedOn: Day.optional().meta({ title: '报到日期' })
});

const memberFields = {
	communityId: z.uuid('请选择社区').meta({ title: '社区' }),
	gridId: z.uuid('请选择网格').nullable().default(null).meta({ title: '网格' }),
	organisationId: z.uuid('请选择单位').nullable().default(null).meta({ title: '单位' }),
	branchId: z.uuid('请选择党支部').nullable().default(null).meta({ title: '党支部' }),
	kind: z.enum(keysOf<MemberKind>(memberKinds), '请选择党员的类别').default('inService').meta({ title: '党员类别' }),
	skills: codes('特长'),
	/** Weekday and part of the day, as `freeTimes` of the directory writes them: 0-2 is Monday evening. */
	freeTimes: z
		.array(z.string().regex(/^[0-6]-[0-2]$/, '请从列出的时间里选'))
		.max(21)
		.default([])
		.meta({
			title: '有空的时间',
			examples: [['5-0']]
		})
};

/** A member reports themself in; the phone is that of their account. */
export const ReportMyself = z.object({
	name: PersonName.meta({ title: '姓名' }),
	/** What a member writes whose unit is not in the list. */
	unit: words('单位名称', 100, 2).optional(),
	...memberFields,
	consent: z.literal(true).meta({ title: '“我同意”' })
});

/** A clerk reports a member in who is at the window, or whose paper came. */
export const ReportMember = z.object({
	name: PersonName.meta({ title: '姓名' }),
	phone: MobilePhone.meta({ title: '手机号' }),
	...memberFields,
	reportedOn: Day.optional().meta({ title: '报到日期' }),
	consentWay: z.enum(['inPerson', 'phone', 'paper']).default('inPerson').meta({ title: '本人怎样同意的' })
});

/** An organisation reports its members in: a line each, the name and the phone. */
export const ReportRoster = z.object({
	organisationId: z.uuid('请选择单位').meta({ title: '单位' }),
	communityId: z.uuid('请选择社区').meta({ title: '社区' }),
	kind: memberFields.kind,
	people: z
		.string('请粘贴名单')
		.trim()
		.min(1, '请粘贴名单')
		.max(20_000, '一次最多200人')
		.meta({ title: '名单', examples: ['王建国 13800000000'] }),
	told: z.literal(true).meta({ title: '“已告知本人”' })
});

export const AcceptOrganisation = z.object({
	/** The organisation of the directory that it is, when it was reported by a name that is written otherwise there. */
	organisationId: z.uuid('请选择单位').nullable().default(null).meta({ title: '名录里的单位' }),
	note
});
export const AcceptMember = z.object({
	organisationId: z.uuid('请选择单位').nullable().default(null).meta({ title: '名录里的单位' }),
	note
});
export const Decline = z.object({ reason: words('原因', 200, 2) });
export const Confirm = z.object({ note });
export const Withdraw = z.object({ reason: words('原因', 200, 2) });
export const Transfer = z.object({
	communityId: z.uuid('请选择社区').meta({ title: '转到哪个社区' }),
	gridId: z.uuid('请选择网格').nullable().default(null).meta({ title: '网格' }),
	reason: words('原因', 200, 2)
});

/** Those of a page that are accepted at once. */
export const AcceptMany = z.object({
	ids: z.array(z.uuid('没有这份报到')).min(1, '请至少选一位').max(200).meta({ title: '报到' })
});

/** Why a clerk looks at a phone number. */
export const OpenContact = z.object({ reason: words('为什么要看', 200, 2) });
