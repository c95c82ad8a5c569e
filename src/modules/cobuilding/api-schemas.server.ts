import { z } from '@hono/zod-openapi';
import { givers, resourceKinds, type CoKind, type Giver, type ResourceKind } from './nouns.ts';
import { timeCodes } from './times.ts';

const maybe = { text: z.string().nullable(), day: z.iso.date().nullable(), id: z.uuid().nullable() };
const Entry = z.object({ id: z.uuid(), reference: z.string(), state: z.string(), title: z.string() });
const Field = z.object({ code: z.string(), name: z.string() });
const Place = z.object({ id: z.uuid(), name: z.string() });
const common = {
	...Entry.shape,
	description: z.string(),
	field: Field,
	skills: z.array(z.string()),
	times: z.array(z.enum(timeCodes)),
	place: maybe.text,
	amount: maybe.text
};

export const Demand = z
	.object({
		...common,
		community: Place,
		people: z.int().nullable(),
		fromOn: maybe.day,
		untilOn: maybe.day,
		neededBy: maybe.day
	})
	.meta({ id: 'Demand', description: '社区的一项需求' });

export const Resource = z
	.object({
		...common,
		kind: z.enum(Object.keys(resourceKinds) as [ResourceKind, ...ResourceKind[]]),
		organisation: Place,
		community: Place.nullable().meta({ description: '空表示全街道都可以' }),
		validFrom: maybe.day,
		validUntil: maybe.day
	})
	.meta({ id: 'Resource', description: '单位的一项资源' });

export const Project = z
	.object({
		...Entry.shape,
		field: Field,
		community: Place,
		lead: Place,
		goal: z.string(),
		outcome: maybe.text,
		startsOn: z.iso.date(),
		endsOn: z.iso.date()
	})
	.meta({ id: 'CobuildingProject', description: '共建项目' });

const Milestone = z.object({
	position: z.int(),
	title: z.string(),
	dueOn: z.iso.date(),
	reachedOn: maybe.day
});

const Signature = z.object({ at: z.iso.datetime(), way: z.enum(['account', 'paper']) }).nullable();

export const Agreement = z
	.object({
		...Entry.shape,
		organisation: Place,
		community: Place,
		demandId: maybe.id,
		resourceId: maybe.id,
		projectId: maybe.id,
		startsOn: z.iso.date(),
		endsOn: z.iso.date(),
		terms: maybe.text,
		items: z.array(
			z.object({
				position: z.int(),
				giver: z.enum(Object.keys(givers) as [Giver, ...Giver[]]),
				what: z.string(),
				dueOn: maybe.day,
				givenOn: maybe.day
			})
		),
		milestones: z.array(Milestone),
		signed: z.object({ organisation: Signature, community: Signature })
	})
	.meta({ id: 'Agreement', description: '共建协议' });

export const Plan = z
	.object({
		id: z.uuid(),
		state: z.string(),
		community: Place,
		year: z.int(),
		version: z.int(),
		adoptedOn: maybe.day,
		lines: z.array(
			z.object({
				id: z.uuid(),
				month: z.int(),
				title: z.string(),
				agreementId: maybe.id,
				projectId: maybe.id,
				doneOn: maybe.day
			})
		)
	})
	.meta({ id: 'CobuildingPlan', description: '年度共建计划' });

export const Line = z
	.object({
		id: z.uuid(),
		reference: maybe.text,
		state: z.string(),
		title: z.string(),
		fieldName: maybe.text,
		communityName: maybe.text,
		organisationName: maybe.text,
		until: maybe.day
	})
	.meta({ id: 'CobuildingLine' });

const matched = <Of extends z.ZodType>(of: Of) =>
	z.object({
		matches: z.array(
			z.object({ score: z.int(), reasons: z.array(z.string()).meta({ description: '为什么合适，一条一句' }), of })
		)
	});

/** One entry of each kind, with the suggestions where there are some. */
export const answers = {
	demand: Demand.extend(matched(Resource).shape),
	resource: Resource.extend(matched(Demand).shape),
	project: Project.extend({ milestones: z.array(Milestone) }),
	agreement: Agreement,
	plan: Plan
} satisfies Record<CoKind, z.ZodType>;
