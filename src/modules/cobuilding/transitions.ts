import { z } from 'zod';
import { Day, Note, words } from './form-fields.ts';
import { DraftAgreement, EnterDemand, OfferResource, PlanProject, WritePlan } from './forms.ts';
import type { AgreementAction, DemandAction, PlanAction, ProjectAction, ResourceAction } from './lifecycle.ts';
import type { CoKind } from './nouns.ts';

/** A transition is a noun with a route of its own: `…/{list}/{id}/{path}`, the same for pages and the API. */
export interface CoTransition<Schema extends z.ZodObject = z.ZodObject> {
	path: string;
	/** The heading of its page. */
	title: string;
	schema: Schema;
	/** What is written down of it. */
	fact: string;
}

const on = <Schema extends z.ZodObject>(path: string, title: string, fact: string, schema: Schema) =>
	({ path, title, schema, fact }) satisfies CoTransition<Schema>;

const Noted = z.object({ note: Note });
const Reason = z.object({ reason: words('原因', 200, 2) });
const Words = z.object({ note: words('进展', 1000, 2) });
const Position = (title: string) =>
	z.coerce
		.number(`请选择${title}`)
		.int(`请选择${title}`)
		.min(1, `请选择${title}`)
		.max(30, `请选择${title}`)
		.meta({ title, examples: [1] });
const Reached = z.object({ position: Position('节点'), doneOn: Day('完成日期') });

const demand = {
	change: on('changes', '改哪里？', 'demand.changed', EnterDemand.omit({ communityId: true })),
	match: on('matching', '和谁对接上了？', 'demand.matched', z.object({ note: words('对接的情况', 200, 2) })),
	meet: on('fulfilment', '是怎么解决的？', 'demand.met', z.object({ note: words('解决的情况', 500, 2) })),
	reopen: on('reopening', '为什么重新征集？', 'demand.reopened', Reason),
	withdraw: on('withdrawal', '为什么撤下这项需求？', 'demand.withdrawn', Reason)
} satisfies Record<DemandAction, CoTransition>;

const resource = {
	change: on('changes', '改哪里？', 'resource.changed', OfferResource.omit({ organisationId: true })),
	lend: on('lending', '现在给谁用？', 'resource.lent', Noted),
	giveBack: on('return', '又空出来了？', 'resource.givenBack', Noted),
	useUp: on('exhaustion', '用完了？', 'resource.usedUp', Noted),
	renew: on(
		'renewal',
		'又可以提供了？',
		'resource.renewed',
		z.object({ validUntil: Day('提供到哪天止').optional(), note: Note })
	),
	withdraw: on('withdrawal', '为什么撤下这项资源？', 'resource.withdrawn', Reason)
} satisfies Record<ResourceAction, CoTransition>;

const project = {
	change: on('changes', '改哪里？', 'project.changed', PlanProject.omit({ communityId: true })),
	start: on('start', '现在开始做？', 'project.started', Noted),
	report: on('progress', '有什么进展？', 'project.progressed', Words),
	milestone: on('milestones', '哪个节点完成了？', 'project.reached', Reached),
	finish: on('completion', '做成了什么？', 'project.finished', z.object({ outcome: words('成效', 500, 4) })),
	stop: on('stop', '为什么停止这个项目？', 'project.stopped', Reason)
} satisfies Record<ProjectAction, CoTransition>;

const agreement = {
	change: on(
		'changes',
		'改哪里？',
		'agreement.changed',
		DraftAgreement.omit({ organisationId: true, communityId: true, projectId: true })
	),
	offer: on('offer', '送双方确认？', 'agreement.offered', Noted),
	sign: on(
		'signatures',
		'确认签字？',
		'agreement.signed',
		z.object({
			side: z.enum(['organisation', 'community']).meta({ title: '哪一方签字' }),
			way: z.enum(['account', 'paper']).default('account').meta({ title: '怎么签的' }),
			confirmed: z.literal(true).meta({ title: '“已经看过全部约定，同意”' })
		})
	),
	decline: on('refusal', '哪里要改？', 'agreement.declined', z.object({ reason: words('要怎么改', 200, 2) })),
	give: on(
		'deliveries',
		'哪一项兑现了？',
		'agreement.given',
		z.object({ position: Position('约定'), doneOn: Day('兑现日期') })
	),
	milestone: on('milestones', '哪个节点完成了？', 'agreement.reached', Reached),
	report: on('progress', '有什么进展？', 'agreement.progressed', Words),
	fulfil: on(
		'fulfilment',
		'全部兑现了？',
		'agreement.fulfilled',
		z.object({
			demandMet: z
				.boolean()
				.default(false)
				.meta({ title: '需求已经解决', examples: [true] }),
			note: Note
		})
	),
	end: on('end', '为什么终止？', 'agreement.ended', Reason)
} satisfies Record<AgreementAction, CoTransition>;

const plan = {
	change: on('lines', '这一年打算做什么？', 'plan.changed', WritePlan),
	adopt: on('adoption', '审定这份计划？', 'plan.adopted', Noted),
	carryOut: on(
		'deliveries',
		'哪一项完成了？',
		'plan.carriedOut',
		z.object({ lineId: z.uuid('请选择哪一项').meta({ title: '哪一项' }), doneOn: Day('完成日期') })
	),
	revise: on('revision', '为什么要修订？', 'plan.revised', Reason)
} satisfies Record<PlanAction, CoTransition>;

export const coTransitions = { demand, resource, project, agreement, plan };
export type CoTransitions = typeof coTransitions;

/** The actions of a kind with what belongs to each, for whoever goes through them without knowing which kind it is. */
export const transitionsOf = (kind: CoKind): Record<string, CoTransition> => coTransitions[kind];

/** The action behind an address of this kind. */
export const coActionAt = (kind: CoKind, path: string): string | undefined =>
	Object.entries(transitionsOf(kind)).find(([, one]) => one.path === path)?.[0];
