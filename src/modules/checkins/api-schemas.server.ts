import { z } from '@hono/zod-openapi';
import { memberKinds, organisationKinds, type MemberKind, type OrganisationKind } from '#modules/directory/index.ts';
import { channels, type Channel } from './check-in.ts';
import { memberStates, organisationStates } from './lifecycle.ts';

const keysOf = <Key extends string>(labels: Record<Key, string>) => Object.keys(labels) as [Key, ...Key[]];

export const tags = ['双报到'];
export const Centre = z.object({
	centre: z
		.string()
		.max(40)
		.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
});
export const CheckIn = Centre.extend({ checkIn: z.string().max(40).meta({ description: '报到的 id' }) });
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });
export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });

const paging = {
	community: z.uuid().optional().meta({ description: '只要这个社区的' }),
	q: z.string().max(100).optional().meta({ description: '编号、手机号或全名；填了就不看 state' }),
	after: z.string().max(60).optional().meta({ description: '上一页的 next' })
};
export const OrganisationQuery = z.object({
	...paging,
	state: z.enum([...organisationStates, 'overdue']).default('submitted'),
	kind: z.enum(keysOf<OrganisationKind>(organisationKinds)).optional(),
	field: z.string().max(40).optional().meta({ description: '能提供的服务，目录里的代码' })
});
export const MemberQuery = z.object({
	...paging,
	state: z.enum([...memberStates, 'overdue']).default('reported'),
	kind: z.enum(keysOf<MemberKind>(memberKinds)).optional()
});

const line = {
	id: z.uuid(),
	reference: z.string().meta({ description: '报到单上的编号' }),
	name: z.string(),
	kind: z.string(),
	channel: z.enum(keysOf<Channel>(channels)),
	dueOn: z.iso.date().nullable().meta({ description: '这一步最晚哪一天办' })
};
export const OrganisationLine = z
	.object({
		...line,
		state: z.enum(organisationStates),
		organisationId: z.uuid().nullable(),
		communityName: z.string().nullable().meta({ description: '没有就是向街道报到' }),
		submittedOn: z.iso.date()
	})
	.meta({ id: 'OrganisationCheckIn' });
export const MemberLine = z
	.object({
		...line,
		state: z.enum(memberStates),
		memberId: z.uuid(),
		organisationName: z.string().nullable(),
		communityName: z.string(),
		gridName: z.string().nullable(),
		reportedOn: z.iso.date()
	})
	.meta({ id: 'MemberCheckIn' });

/** An open check-in: a new one, or the first one of whoever was there. */
export const Opened = z.object({
	id: z.uuid(),
	reference: z.string(),
	state: z.string(),
	isNew: z.boolean().meta({ description: 'false：以前报过到，这是那一份' })
});
