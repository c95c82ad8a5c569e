import { days, lifecycle, to, workdays } from '#kernel/lifecycle.ts';

export const wishStates = [
	'collected',
	'verifying',
	'rejected',
	'merged',
	'converted',
	'approving',
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
	'merge',
	'convert',
	'publish',
	'approve',
	'decline',
	'budget',
	'claim',
	'share',
	'lead',
	'reassign',
	'contact',
	'assess',
	'start',
	'report',
	'milestone',
	'submit',
	'accept',
	'reopen',
	'thank',
	'showThanks',
	'release',
	'close',
	'retract',
	'withdraw'
] as const;
export type WishAction = (typeof wishActions)[number];

/** What somebody is to one wish; see `rolesOn` in policy.ts. */
export type WishRole = 'beneficiary' | 'candidate' | 'claimer' | 'clerk' | 'gridWorker' | 'leader' | 'system';

const claim = to<WishState>('partiallyClaimed', 'claimed').by<WishRole>('candidate', 'clerk');
const release = to<WishState>('published', 'partiallyClaimed').by<WishRole>('claimer', 'clerk');
const withdraw = to<WishState>('withdrawn').by<WishRole>('beneficiary', 'clerk');
const reject = to<WishState>('rejected').by<WishRole>('clerk');
const start = to<WishState>('implementing').by<WishRole>('claimer', 'clerk');
const contactIn = (state: WishState) => to(state).by<WishRole>('claimer', 'clerk');
/** As long as nobody is at work on it, an entry may turn out to be another's double, or of the other kind. */
const sorted = {
	merge: to<WishState>('merged').by<WishRole>('clerk'),
	convert: to<WishState>('converted').by<WishRole>('clerk')
};
/** The budget and the milestones of a project, until the work begins. */
const budgetIn = (state: WishState) => to(state).by<WishRole>('clerk');
/** Without consent nothing stays public: before anybody claimed, the wish goes back; after that, the work goes on unseen. */
const retractTo = (state: WishState) => to(state).by<WishRole>('beneficiary', 'clerk');
const thanksIn = (state: WishState) => ({
	thank: to(state).by<WishRole>('beneficiary', 'clerk'),
	showThanks: to(state).by<WishRole>('clerk'),
	retract: retractTo(state)
});
/** While claimers hold their places. */
const heldIn = (state: WishState) => ({
	share: to(state).by<WishRole>('claimer', 'clerk'),
	lead: to(state).by<WishRole>('claimer', 'clerk'),
	reassign: to(state).by<WishRole>('clerk'),
	contact: contactIn(state),
	retract: retractTo(state)
});

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
		leader: '中心负责人',
		system: '系统'
	},
	actions: {
		verify: '记录核实',
		reject: '不予受理',
		merge: '合并',
		convert: '转换类型',
		publish: '发布',
		approve: '批准',
		decline: '退回修改',
		budget: '编制预算和节点',
		claim: '认领',
		share: '分担预算项目',
		lead: '更换牵头人',
		reassign: '改派',
		contact: '记录联系',
		assess: '记录走访评估',
		start: '开始实施',
		report: '记录进展',
		milestone: '记录节点',
		submit: '提交验收',
		accept: '确认完成',
		reopen: '退回继续做',
		thank: '写感谢的话',
		showThanks: '公开感谢的话',
		release: '退出认领',
		close: '归档',
		retract: '撤回公开的同意',
		withdraw: '撤回心愿'
	},
	states: {
		collected: {
			label: '待核实',
			within: workdays(3),
			on: { verify: to<WishState>('verifying').by('clerk', 'gridWorker'), reject, ...sorted, withdraw }
		},
		verifying: {
			label: '核实中',
			within: workdays(5),
			on: {
				verify: to<WishState>('verifying').by('clerk', 'gridWorker'),
				publish: to<WishState>('published', 'approving').by('clerk'),
				budget: budgetIn('verifying'),
				reject,
				...sorted,
				withdraw
			}
		},
		approving: {
			label: '待审批',
			within: workdays(3),
			on: {
				approve: to<WishState>('published').by('leader'),
				decline: to<WishState>('verifying').by('leader'),
				convert: sorted.convert,
				retract: retractTo('verifying'),
				withdraw
			}
		},
		published: {
			label: '待认领',
			within: days(15),
			on: { claim, budget: budgetIn('published'), ...sorted, retract: retractTo('verifying'), withdraw }
		},
		partiallyClaimed: {
			label: '还差人',
			within: days(15),
			on: { claim, ...heldIn('partiallyClaimed'), budget: budgetIn('partiallyClaimed'), start, release, withdraw }
		},
		claimed: {
			label: '已认领',
			within: workdays(10),
			on: {
				...heldIn('claimed'),
				budget: budgetIn('claimed'),
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
				...heldIn('assessing'),
				budget: budgetIn('assessing'),
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
				...heldIn('implementing'),
				report: to<WishState>('implementing').by('claimer', 'clerk'),
				milestone: to<WishState>('implementing').by('claimer', 'clerk'),
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
				reopen: to<WishState>('implementing').by('beneficiary', 'clerk'),
				retract: retractTo('submitted')
			}
		},
		accepted: {
			label: '已完成',
			within: days(7),
			on: {
				reopen: to<WishState>('implementing').by('beneficiary', 'clerk'),
				close: to<WishState>('closed').by('clerk', 'system'),
				...thanksIn('accepted')
			}
		},
		closed: { label: '已归档', on: thanksIn('closed') },
		rejected: { label: '不予受理', on: {} },
		merged: { label: '已合并', on: {} },
		converted: { label: '已转换', on: {} },
		withdrawn: { label: '已撤回', on: {} }
	}
});

/** Nothing more happens to it itself; a merged or converted one goes on as another. */
export const endedStates = [
	'closed',
	'rejected',
	'merged',
	'converted',
	'withdrawn'
] as const satisfies readonly WishState[];
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
