import type { z } from 'zod';
import {
	AcceptWish,
	AssessSite,
	ClaimWish,
	CloseWish,
	PublishWish,
	RecordContact,
	RejectWish,
	ReleaseClaim,
	ReopenWish,
	ReportProgress,
	StartWork,
	SubmitWork,
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
	publish: { path: 'publication', title: '公开成什么样？', schema: PublishWish },
	claim: { path: 'claims', title: '认领这个心愿', schema: ClaimWish },
	contact: { path: 'contacts', title: '什么时候联系的？', schema: RecordContact },
	assess: { path: 'assessments', title: '走访看到了什么？', schema: AssessSite },
	start: { path: 'start', title: '开始实施', schema: StartWork },
	report: { path: 'progress', title: '有什么进展？', schema: ReportProgress },
	submit: { path: 'submission', title: '都做好了吗？', schema: SubmitWork },
	accept: { path: 'acceptance', title: '心愿办得怎么样？', schema: AcceptWish },
	reopen: { path: 'reopening', title: '哪里还要改？', schema: ReopenWish },
	release: { path: 'release', title: '为什么要退出认领？', schema: ReleaseClaim },
	close: { path: 'closure', title: '归档这个心愿', schema: CloseWish },
	withdraw: { path: 'withdrawal', title: '为什么要撤回？', schema: WithdrawWish }
} as const satisfies Record<WishAction, Transition>;

const byPath = new Map(Object.entries(transitions).map(([action, { path }]) => [path as string, action as WishAction]));

/** The action behind the last part of an address; undefined when there is none. */
export const actionAt = (path: string): WishAction | undefined => byPath.get(path);
