import type { WishAction, WishState } from './lifecycle.ts';

/** How things stand, said to the person whose wish it is. */
export const stateForPerson: Record<WishState, string> = {
	collected: '心愿已经收到。工作人员会打您的电话，或者上门看看。',
	verifying: '工作人员正在核实。您同意以后，它才会上墙。',
	rejected: '这一次不能办理。',
	merged: '这件和您的另一件是同一回事，已经合在一起办。',
	converted: '这件改成了另一种办法来办，编号换了新的。',
	approving: '预算要中心负责人批准，批准以后上墙。',
	published: '心愿已经上墙，正在等人认领。',
	partiallyClaimed: '已经有人认领，还在等其他人一起来。',
	claimed: '已经有人认领，会跟您联系，约时间。',
	assessing: '认领人来看过了，正在准备。',
	implementing: '认领人正在办。',
	submitted: '认领人说做好了。请您看看，满意就确认，不满意就退回去。',
	accepted: '您已经确认完成。还有不满意的，一周之内可以退回去。',
	closed: '都办完了。',
	withdrawn: '您已经撤回这个心愿。'
};

/** What is to be done next, said to somebody who has claimed it. */
export const stateForClaimer: Partial<Record<WishState, string>> = {
	partiallyClaimed: '先跟心愿人联系，约好时间。人还没有齐，也可以先开始做。',
	claimed: '先跟心愿人联系，约好时间，需要的话上门看看，再开始做。',
	assessing: '看过了，准备好就开始实施。',
	implementing: '有进展随时记一笔，花的钱和照片也记在这里。做好以后提交验收。',
	submitted: '已经提交，等心愿人确认。',
	accepted: '心愿人确认完成了，谢谢您。',
	closed: '都办完了，谢谢您。'
};

/** The order in which the buttons of a page stand; the first is the main one. */
const ORDER: readonly WishAction[] = [
	'accept',
	'claim',
	'submit',
	'start',
	'contact',
	'report',
	'assess',
	'reopen',
	'milestone',
	'share',
	'thank',
	'lead',
	'release',
	'retract',
	'withdraw'
];

/** What a person, a claimer or a candidate may do, the main thing first: in touch before anything else. */
export function inOrder(actions: readonly WishAction[], waitsForContact: boolean): WishAction[] {
	const order = waitsForContact ? ['contact' as const, ...ORDER] : ORDER;
	return [...new Set(order)].filter((action) => actions.includes(action));
}

/** What one comes to this page for; the others stand beside it. */
export const isMain = (action: WishAction): boolean => MAIN.includes(action);
const MAIN: readonly WishAction[] = ['accept', 'claim', 'submit', 'start', 'contact'];

/** A number of eleven digits as one reads it aloud: 138 0000 0000. */
export const readable = (phone: string | null | undefined): string | undefined =>
	phone?.replace(/(?=(?:\d{4}){1,2}$)/g, ' ').trim();

/** What cannot be taken back. */
export const isEnding = (action: WishAction): boolean =>
	action === 'withdraw' || action === 'release' || action === 'retract';
