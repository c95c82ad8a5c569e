import type { z } from 'zod';
import {
	AcceptWish,
	ApproveWish,
	AssessSite,
	ClaimWish,
	CloseWish,
	ConvertWish,
	DeclineWish,
	LeadClaim,
	MergeWish,
	PlanBudget,
	PublishWish,
	ReachMilestone,
	ReassignClaim,
	RecordContact,
	RejectWish,
	ReleaseClaim,
	ReopenWish,
	ReportProgress,
	RetractConsent,
	ShareParts,
	ShowThanks,
	StartWork,
	SubmitWork,
	ThankWish,
	VerifyWish,
	WithdrawWish
} from './forms.ts';
import type { WishAction } from './lifecycle.ts';

/** A transition is a noun with a route of its own: `…/wishes/{id}/{path}`, the same for pages and the API. */
export interface Transition<Schema extends z.ZodObject = z.ZodObject> {
	path: string;
	/** The heading of its page: a question or a short order. */
	title: string;
	schema: Schema;
}

export const transitions = {
	verify: { path: 'verifications', title: '核实得怎么样？', schema: VerifyWish },
	reject: { path: 'rejection', title: '为什么不予受理？', schema: RejectWish },
	merge: { path: 'merger', title: '并入哪一件？', schema: MergeWish },
	convert: { path: 'conversion', title: '为什么要转换？', schema: ConvertWish },
	publish: { path: 'publication', title: '公开成什么样？', schema: PublishWish },
	approve: { path: 'approval', title: '批准这笔预算吗？', schema: ApproveWish },
	decline: { path: 'return', title: '要怎么改？', schema: DeclineWish },
	budget: { path: 'budget', title: '预算和节点怎么定？', schema: PlanBudget },
	claim: { path: 'claims', title: '认领这个心愿', schema: ClaimWish },
	share: { path: 'shares', title: '分担哪几项？', schema: ShareParts },
	lead: { path: 'lead', title: '改由谁牵头？', schema: LeadClaim },
	reassign: { path: 'reassignment', title: '改由谁来？', schema: ReassignClaim },
	contact: { path: 'contacts', title: '什么时候联系的？', schema: RecordContact },
	assess: { path: 'assessments', title: '走访看到了什么？', schema: AssessSite },
	start: { path: 'start', title: '开始实施', schema: StartWork },
	report: { path: 'progress', title: '有什么进展？', schema: ReportProgress },
	milestone: { path: 'milestones', title: '哪个节点完成了？', schema: ReachMilestone },
	submit: { path: 'submission', title: '都做好了吗？', schema: SubmitWork },
	accept: { path: 'acceptance', title: '心愿办得怎么样？', schema: AcceptWish },
	reopen: { path: 'reopening', title: '哪里还要改？', schema: ReopenWish },
	thank: { path: 'thanks', title: '想说什么感谢的话？', schema: ThankWish },
	showThanks: { path: 'thanks-publication', title: '公开成什么样？', schema: ShowThanks },
	release: { path: 'release', title: '为什么要退出认领？', schema: ReleaseClaim },
	close: { path: 'closure', title: '归档这个心愿', schema: CloseWish },
	retract: { path: 'retraction', title: '撤回哪一部分的同意？', schema: RetractConsent },
	withdraw: { path: 'withdrawal', title: '为什么要撤回？', schema: WithdrawWish }
} as const satisfies Record<WishAction, Transition>;

const byPath = new Map(Object.entries(transitions).map(([action, { path }]) => [path as string, action as WishAction]));

/** The action behind the last part of an address; undefined when there is none. */
export const actionAt = (path: string): WishAction | undefined => byPath.get(path);
