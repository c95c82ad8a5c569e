import { days, lifecycle, to, workdays } from '#kernel/lifecycle.ts';

export const wishStates = [
	'collected',
	'verifying',
	'rejected',
	'published',
	'partiallyClaimed',
	'claimed',
	'assessing',
	'implementing',
	'submitted',
	'accepted',
	'closed',
	'withdrawn'
] as const;
export type WishState = (typeof wishStates)[number];

export const wishActions = [
	'verify',
	'reject',
	'publish',
	'claim',
	'contact',
	'assess',
	'start',
	'report',
	'submit',
	'accept',
	'reopen',
	'release',
	'close',
	'withdraw'
] as const;
export type WishAction = (typeof wishActions)[number];

/** What somebody is to one wish; see `rolesOn` in policy.ts. */
export type WishRole = 'beneficiary' | 'candidate' | 'claimer' | 'clerk' | 'gridWorker' | 'system';

const claim = to<WishState>('partiallyClaimed', 'claimed').by<WishRole>('candidate', 'clerk');
const release = to<WishState>('published', 'partiallyClaimed').by<WishRole>('claimer', 'clerk');
const withdraw = to<WishState>('withdrawn').by<WishRole>('beneficiary', 'clerk');
const reject = to<WishState>('rejected').by<WishRole>('clerk');
const start = to<WishState>('implementing').by<WishRole>('claimer', 'clerk');
const contactIn = (state: WishState) => to(state).by<WishRole>('claimer', 'clerk');

/** The main line of a micro-wish or micro-project (双微). A wish that needs no visit starts without one. */
export const wishLifecycle = lifecycle<WishState, WishAction, WishRole>({
	name: '这个心愿',
	initial: 'collected',
	roles: {
		beneficiary: '心愿人',
		candidate: '可以认领的党员或单位',
		claimer: '认领人',
		clerk: '工作人员',
		gridWorker: '网格员',
		system: '系统'
	},
	actions: {
		verify: '记录核实',
		reject: '不予受理',
		publish: '发布',
		claim: '认领',
		contact: '记录联系',
		assess: '记录走访评估',
		start: '开始实施',
		report: '记录进展',
		submit: '提交验收',
		accept: '确认完成',
		reopen: '退回继续做',
		release: '退出认领',
		close: '归档',
		withdraw: '撤回心愿'
	},
	states: {
		collected: {
			label: '待核实',
			within: workdays(3),
			on: { verify: to<WishState>('verifying').by('clerk', 'gridWorker'), reject, withdraw }
		},
		verifying: {
			label: '核实中',
			within: workdays(5),
			on: {
				verify: to<WishState>('verifying').by('clerk', 'gridWorker'),
				publish: to<WishState>('published').by('clerk'),
				reject,
				withdraw
			}
		},
		published: { label: '待认领', within: days(15), on: { claim, withdraw } },
		partiallyClaimed: {
			label: '还差人',
			within: days(15),
			on: { claim, contact: contactIn('partiallyClaimed'), start, release, withdraw }
		},
		claimed: {
			label: '已认领',
			within: workdays(10),
			on: {
				contact: contactIn('claimed'),
				assess: to<WishState>('assessing').by('claimer', 'clerk', 'gridWorker'),
				start,
				release,
				withdraw
			}
		},
		assessing: {
			label: '走访评估',
			within: workdays(10),
			on: {
				contact: contactIn('assessing'),
				assess: to<WishState>('assessing').by('claimer', 'clerk', 'gridWorker'),
				start,
				release,
				withdraw
			}
		},
		implementing: {
			label: '实施中',
			within: days(30),
			on: {
				contact: contactIn('implementing'),
				report: to<WishState>('implementing').by('claimer', 'clerk'),
				submit: to<WishState>('submitted').by('claimer', 'clerk'),
				release,
				withdraw
			}
		},
		submitted: {
			label: '待本人确认',
			within: days(7),
			on: {
				accept: to<WishState>('accepted').by('beneficiary', 'clerk'),
				reopen: to<WishState>('implementing').by('beneficiary', 'clerk')
			}
		},
		accepted: {
			label: '已完成',
			within: days(7),
			on: {
				reopen: to<WishState>('implementing').by('beneficiary', 'clerk'),
				close: to<WishState>('closed').by('clerk', 'system')
			}
		},
		closed: { label: '已归档', on: {} },
		rejected: { label: '不予受理', on: {} },
		withdrawn: { label: '已撤回', on: {} }
	}
});

/** On the wall somebody can still take a place. */
export const openStates = ['published', 'partiallyClaimed'] as const satisfies readonly WishState[];
/** A claimer is at work: until the end they may see where to go. */
export const activeStates = [
	'partiallyClaimed',
	'claimed',
	'assessing',
	'implementing',
	'submitted'
] as const satisfies readonly WishState[];
export const fulfilledStates = ['accepted', 'closed'] as const satisfies readonly WishState[];

export const isIn = <State extends WishState>(states: readonly State[], state: WishState): state is State =>
	(states as readonly WishState[]).includes(state);
