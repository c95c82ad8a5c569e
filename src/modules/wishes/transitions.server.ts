import type { Context } from '#kernel/command.ts';
import { approveWish, declineWish } from './commands/approve.server.ts';
import { acceptWish, closeWish, reopenWish } from './commands/accept.server.ts';
import { recordContact, releaseClaim } from './commands/claim.server.ts';
import { claimWish } from './commands/claim-quickly.server.ts';
import { leadClaim, reassignClaim } from './commands/hand-over.server.ts';
import { planBudget, reachMilestone, shareParts } from './commands/project.server.ts';
import { publishWish } from './commands/publish.server.ts';
import { retractConsent } from './commands/retract.server.ts';
import { convertWish, mergeWish } from './commands/sort-out.server.ts';
import { showThanks, thankWish } from './commands/thank.server.ts';
import type { Done } from './commands/transition.server.ts';
import { rejectWish, verifyWish } from './commands/verify.server.ts';
import { withdrawWish } from './commands/withdraw.server.ts';
import { assessSite, reportProgress, startWork, submitWork } from './commands/work.server.ts';
import type { WishAction } from './lifecycle.ts';

/** The command behind each action, for whoever reads its input by the action's own schema: pages and the API. */
const commands = {
	verify: verifyWish,
	reject: rejectWish,
	merge: mergeWish,
	convert: convertWish,
	publish: publishWish,
	approve: approveWish,
	decline: declineWish,
	budget: planBudget,
	claim: claimWish,
	share: shareParts,
	lead: leadClaim,
	reassign: reassignClaim,
	contact: recordContact,
	assess: assessSite,
	start: startWork,
	report: reportProgress,
	milestone: reachMilestone,
	submit: submitWork,
	accept: acceptWish,
	reopen: reopenWish,
	thank: thankWish,
	showThanks,
	release: releaseClaim,
	close: closeWish,
	retract: retractConsent,
	withdraw: withdrawWish
};

type Act = (context: Context, input: Record<string, unknown>, submissionKey?: string) => Promise<Done>;

/** Errors: those of the action's command; Invalid for an input that is not of its schema. */
export const act = (
	action: WishAction,
	context: Context,
	input: Record<string, unknown> & { centreId: string; wishId: string },
	submissionKey?: string
): Promise<Done> => (commands[action] as unknown as Act)(context, input, submissionKey);
