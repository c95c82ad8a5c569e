import type { Issue } from '#kernel/errors.ts';
import { isIn, wishLifecycle, type WishState } from '../lifecycle.ts';
import type { RejectionReason } from '../wish.ts';
import { rejectionIn } from './words.ts';

/** What of a line decides about its state. */
export interface Proofs {
	stated: WishState | undefined;
	note: string;
	completedOn: string | null;
	claimers: number;
	claimedOn: string | null;
	contactedOn: string | null;
	verifiedOn: string | null;
	publishedOn: string | null;
	actualFen: number | null;
	rating: number | null;
}

const DONE = ['accepted', 'closed'] as const;
const UNDER_WAY = ['partiallyClaimed', 'claimed', 'assessing', 'implementing', 'submitted'] as const;

/** States that a ledger cannot tell apart. */
export function stageOf(state: WishState): 'done' | 'underWay' | 'ended' | 'open' {
	if (isIn(DONE, state)) return 'done';
	if (isIn(UNDER_WAY, state)) return 'underWay';
	return isIn(['rejected', 'withdrawn', 'merged', 'converted'], state) ? 'ended' : 'open';
}

/**
 * The state that a line proves, or what it lacks. With a day of completion it is filed: nobody waits for its person any more.
 * With claimers they hold their places. Whatever nobody has claimed stays with the staff, for to be on the wall it needs a
 * consent that no ledger can give.
 */
export function stateOf(proofs: Proofs): { state: WishState; rejection: RejectionReason | null } | { issues: Issue[] } {
	const { stated, completedOn, claimers } = proofs;
	const issues = contradictions(proofs);
	if (issues.length > 0) return { issues };
	if (stated === 'withdrawn') return { state: stated, rejection: null };
	if (stated === 'rejected') {
		const rejection = rejectionIn(proofs.note);
		return rejection
			? { state: stated, rejection }
			: { issues: [{ field: 'progress', message: '请在“不予受理”后面写上原因，例如：不予受理：重复提出' }] };
	}
	return {
		state: completedOn !== null ? 'closed' : claimers > 0 ? workingState(proofs) : waitingState(proofs),
		rejection: null
	};
}

function workingState({ stated, note, actualFen }: Proofs): WishState {
	if (stated === 'assessing') return 'assessing';
	if (stated === 'implementing' || stated === 'submitted') return 'implementing';
	return note !== '' || actualFen !== null ? 'implementing' : 'claimed';
}

const waitingState = ({ stated, verifiedOn, publishedOn }: Proofs): WishState =>
	verifiedOn !== null || publishedOn !== null || isIn(['verifying', 'approving', 'published'], stated ?? 'collected')
		? 'verifying'
		: 'collected';

function contradictions(proofs: Proofs): Issue[] {
	const { stated, completedOn, claimers, claimedOn, contactedOn, actualFen, rating } = proofs;
	const stage = stated && stageOf(stated);
	const word = stated ? wishLifecycle.states[stated].label : '';
	const isDone = completedOn !== null;
	const checks: [boolean, string, string][] = [
		[stage === 'done' && !isDone, 'completedOn', '实施情况写着已完成，请填完成日期'],
		[isDone && stage !== undefined && stage !== 'done', 'progress', `有完成日期，实施情况却写着“${word}”，请核对`],
		[stated === 'merged' || stated === 'converted', 'progress', '合并、转换了的心愿不用导入，请删去这一行'],
		[stage === 'underWay' && claimers === 0 && !isDone, 'claimers', `实施情况写着“${word}”，请填认领人或单位`],
		[claimers > 0 && claimedOn === null && stage !== 'ended', 'claimedOn', '有认领人，请填认领日期'],
		[claimers === 0 && claimedOn !== null, 'claimers', '有认领日期，请填认领人或单位'],
		[claimers === 0 && contactedOn !== null, 'claimers', '有联系日期，请填认领人或单位'],
		[stage === 'ended' && claimers > 0, 'claimers', `实施情况写着“${word}”，不能有认领人`],
		[rating !== null && !isDone, 'completedOn', '有满意度，请填完成日期'],
		[actualFen !== null && !isDone && claimers === 0, 'actual', '有实际金额，请填认领人或者完成日期']
	];
	const found = checks.filter(([isWrong]) => isWrong).map(([, field, message]) => ({ field, message }));
	// of one cell one thing is told
	return found.filter(({ field }, at) => found.findIndex((other) => other.field === field) === at);
}
