import type { WishAction, WishState } from './lifecycle.ts';

/** Who has it now, and what they do with it. */
export const whoHasIt: Record<WishState, string> = {
	collected: '等工作人员打电话或上门核实。',
	verifying: '等工作人员核实清楚，征得本人同意以后发布。',
	rejected: '没有受理，已经结束。',
	merged: '并入了另一件，在那里继续。',
	converted: '转换成了另一件，在那里继续。',
	approving: '预算超过限额，等中心负责人审批。',
	published: '在心愿墙上，等党员和单位认领。',
	partiallyClaimed: '在心愿墙上，还差认领人。',
	claimed: '等认领人联系本人、走访，然后开始做。',
	assessing: '认领人走访过了，等他们开始做。',
	implementing: '认领人正在做。',
	submitted: '认领人说做好了，等本人确认。',
	accepted: '本人确认了，等归档。',
	closed: '都办完了。',
	withdrawn: '本人撤回了，已经结束。'
};

/** The one step that usually comes next: the main button of the page. */
const USUAL: Partial<Record<WishState, readonly WishAction[]>> = {
	collected: ['verify'],
	verifying: ['publish', 'verify'],
	approving: ['approve'],
	published: ['claim'],
	partiallyClaimed: ['claim'],
	claimed: ['start'],
	assessing: ['start'],
	implementing: ['submit', 'report'],
	submitted: ['accept'],
	accepted: ['close']
};

/** What is verified already but not confirmed is verified again, not published. */
export const mainAction = (
	state: WishState,
	actions: readonly WishAction[],
	confirmed: boolean
): WishAction | undefined =>
	state === 'verifying' && !confirmed && actions.includes('verify')
		? 'verify'
		: USUAL[state]?.find((action) => actions.includes(action));

interface Standing {
	budget: { items: readonly unknown[]; milestones: readonly { reachedOn: string | null }[] };
	thanks?: { consent: boolean; publicWords: string | null } | null | undefined;
}

/** Whether there is something to do it with: no button for parts, milestones or thanks that are not there. */
export function hasPoint(action: WishAction, { budget, thanks }: Standing): boolean {
	if (action === 'share') return budget.items.length > 0;
	if (action === 'milestone') return budget.milestones.some(({ reachedOn }) => reachedOn === null);
	if (action === 'showThanks') return !!thanks?.consent && thanks.publicWords === null;
	return true;
}
