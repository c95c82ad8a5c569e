import { z } from 'zod';
import { EVERY_TIME } from './free-times.ts';
import {
	keysOf,
	memberKinds,
	organisationKinds,
	partyLevels,
	type MemberKind,
	type OrganisationKind,
	type PartyLevel
} from './kinds.ts';

/** First parts of addresses that are ours: no centre may be called so. The database holds the same list. */
const RESERVED = [
	'my',
	'desk',
	'district',
	'screen',
	'api',
	'ui',
	'files',
	'confirm',
	'sign-in',
	'sign-out',
	'set-up',
	'outbox',
	'elder-mode',
	'healthz',
	'readyz',
	'metrics'
];

const line = (missing: string, longest = 100) =>
	z.string(missing).trim().min(1, missing).max(longest, `最多${longest}个字`);

export const CreateCentre = z.object({
	districtName: line('请填写区的名称'),
	/** The part of the address that stands for the centre, e.g. meihuacun. */
	slug: z
		.string('请填写网址里的名称')
		.trim()
		.toLowerCase()
		.regex(/^[a-z][a-z0-9-]{1,38}$/, '网址里的名称用小写字母开头，只用字母、数字和短横，例如 meihuacun')
		.refine((slug) => !RESERVED.includes(slug), '这个名称系统自己要用，请换一个'),
	name: line('请填写中心的名称'),
	address: line('请填写地址', 200),
	phone: line('请填写联系电话', 40),
	openingHours: line('请填写开放时间'),
	communities: z.array(line('请填写社区的名称')).min(1, '至少要有一个社区'),
	areaM2: z.int().positive().optional(),
	openedOn: z.iso.date().optional()
});

const centreId = z.uuid('没有这个中心');

export const AddCommunity = z.object({ centreId, name: line('请填写社区的名称') });

export const AddGrid = z.object({
	centreId,
	communityId: z.uuid('请选择社区'),
	name: line('请填写网格的名称')
});

export const AddBuilding = z.object({
	centreId,
	gridId: z.uuid('请选择网格'),
	name: line('请填写楼栋的名称')
});

export const AddOrganisation = z.object({
	centreId,
	name: line('请填写单位的名称'),
	kind: z.enum(keysOf<OrganisationKind>(organisationKinds), '请选择单位的类别'),
	/** Where it sits. */
	communityId: z.uuid('请选择社区').nullable().default(null),
	/** A person: see keepPerson of people. */
	contactId: z.uuid('没有这位联系人').nullable().default(null)
});

/** All fields of the organisation as they shall be. */
export const ChangeOrganisation = AddOrganisation.extend({ id: z.uuid('没有这个单位'), active: z.boolean() });

export const AddPartyOrganisation = z.object({
	centreId,
	name: line('请填写党组织的名称'),
	level: z.enum(keysOf<PartyLevel>(partyLevels), '请选择党组织的类别'),
	/** What it hangs below; nothing for one at the top. */
	parentId: z.uuid('请选择上级党组织').nullable().default(null),
	/** The unit whose party organisation it is. */
	organisationId: z.uuid('请选择单位').nullable().default(null),
	communityId: z.uuid('请选择社区').nullable().default(null),
	/** Persons: see keepPerson of people. */
	secretaryId: z.uuid('没有这位书记').nullable().default(null),
	contactId: z.uuid('没有这位联系人').nullable().default(null)
});

/** All fields of the party organisation as they shall be. */
export const ChangePartyOrganisation = AddPartyOrganisation.extend({
	id: z.uuid('没有这个党组织'),
	active: z.boolean()
});

/** What a member can do, when, and where they live: all of it may stay unknown. */
const aboutMember = {
	organisationId: z.uuid('请选择单位').nullable().default(null),
	branchId: z.uuid('请选择党组织').nullable().default(null),
	communityId: z.uuid('请选择社区').nullable().default(null),
	gridId: z.uuid('请选择网格').nullable().default(null),
	buildingId: z.uuid('请选择楼栋').nullable().default(null),
	skills: z.array(z.string().max(31, '请从列出的特长里选')).max(50, '特长太多了').default([]),
	/** A mask: see free-times.ts. */
	freeTimes: z.int('请选择空闲的时间').min(0).max(EVERY_TIME).default(0)
};

export const AddMember = z.object({
	centreId,
	/** The person who is a member: see keepPerson of people. */
	personId: z.uuid('没有这个人'),
	/** What the public sees instead of the name: see aliasOf of people. */
	alias: line('请填写对外的称呼', 30),
	kind: z.enum(keysOf<MemberKind>(memberKinds), '请选择党员的类别'),
	...aboutMember
});

/** All fields of the member as they shall be; the person stays. */
export const ChangeMember = AddMember.omit({ personId: true }).extend({
	id: z.uuid('没有这位党员'),
	active: z.boolean()
});

export const wordLists = ['serviceFields', 'skills'] as const;

export const AddWord = z.object({
	centreId,
	list: z.enum(wordLists, '没有这个目录'),
	name: line('请填写名称', 20)
});

/** Retires a word of a list, or takes it into use again. */
export const ChangeWord = AddWord.extend({ code: z.string('没有这一项').max(31, '没有这一项'), active: z.boolean() });

export const SetSetting = z.object({
	centreId,
	name: z
		.string('没有这项设置')
		.max(100, '没有这项设置')
		.regex(/^[a-z][a-zA-Z]*(\.[a-zA-Z]+)*$/, '没有这项设置'),
	value: z.json('请填写新的数值'),
	effectiveFrom: z.iso.date('请填写生效日期，例如 2026-05-01'),
	citation: line('请填写依据，例如文件名称和文号', 300)
});
