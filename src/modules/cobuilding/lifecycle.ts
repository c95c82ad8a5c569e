import { lifecycle, to, workdays } from '#kernel/lifecycle.ts';

/** What somebody is to one entry of the lists, an agreement or a plan; see `rolesOn` in policy.ts. */
export type CoRole = 'clerk' | 'leader' | 'enterer' | 'representative' | 'system';

const roles: Record<CoRole, string> = {
	clerk: '工作人员',
	leader: '中心负责人',
	enterer: '登记的人',
	representative: '单位代表',
	system: '系统'
};

export type DemandState = 'open' | 'matched' | 'met' | 'withdrawn';
export type DemandAction = 'change' | 'match' | 'meet' | 'reopen' | 'withdraw';
const inDemand = (...states: DemandState[]) => to(...states);

/** 需求: what a community needs. An agreement on it matches it by itself. */
export const demandLifecycle = lifecycle<DemandState, DemandAction, CoRole>({
	name: '这项需求',
	initial: 'open',
	roles,
	actions: { change: '修改', match: '记录已对接', meet: '记录已解决', reopen: '重新征集', withdraw: '撤下' },
	states: {
		open: {
			label: '征集中',
			on: {
				change: inDemand('open').by('clerk', 'enterer'),
				match: inDemand('matched').by('clerk', 'system'),
				meet: inDemand('met').by('clerk', 'enterer', 'system'),
				withdraw: inDemand('withdrawn').by('clerk', 'enterer')
			}
		},
		matched: {
			label: '已对接',
			on: {
				change: inDemand('matched').by('clerk', 'enterer'),
				meet: inDemand('met').by('clerk', 'enterer', 'system'),
				reopen: inDemand('open').by('clerk', 'system'),
				withdraw: inDemand('withdrawn').by('clerk', 'enterer')
			}
		},
		met: { label: '已解决', on: { reopen: inDemand('open').by('clerk') } },
		withdrawn: { label: '已撤下', on: {} }
	}
});

export type ResourceState = 'open' | 'lent' | 'usedUp' | 'withdrawn';
export type ResourceAction = 'change' | 'lend' | 'giveBack' | 'useUp' | 'renew' | 'withdraw';
const inResource = (state: ResourceState) => to(state).by<CoRole>('representative', 'clerk');

/** 资源: what an organisation can give. */
export const resourceLifecycle = lifecycle<ResourceState, ResourceAction, CoRole>({
	name: '这项资源',
	initial: 'open',
	roles,
	actions: {
		change: '修改',
		lend: '记录正在用',
		giveBack: '记录又空出来了',
		useUp: '记录用完了',
		renew: '重新提供',
		withdraw: '撤下'
	},
	states: {
		open: {
			label: '可以提供',
			on: {
				change: inResource('open'),
				lend: inResource('lent'),
				useUp: inResource('usedUp'),
				withdraw: inResource('withdrawn')
			}
		},
		lent: {
			label: '正在用',
			on: {
				change: inResource('lent'),
				giveBack: inResource('open'),
				useUp: inResource('usedUp'),
				withdraw: inResource('withdrawn')
			}
		},
		usedUp: { label: '已用完', on: { renew: inResource('open'), withdraw: inResource('withdrawn') } },
		withdrawn: { label: '已撤下', on: {} }
	}
});

export type ProjectState = 'planned' | 'underWay' | 'done' | 'stopped';
export type ProjectAction = 'change' | 'start' | 'report' | 'milestone' | 'finish' | 'stop';
const inProject = (state: ProjectState) => to(state).by<CoRole>('representative', 'clerk');
const stop = to<ProjectState>('stopped').by<CoRole>('clerk', 'leader');

/** 项目: what is done together over a time. The representative is that of the leading organisation. */
export const projectLifecycle = lifecycle<ProjectState, ProjectAction, CoRole>({
	name: '这个项目',
	initial: 'planned',
	roles,
	actions: {
		change: '修改',
		start: '开始做',
		report: '记录进展',
		milestone: '记录节点',
		finish: '做完了，写成效',
		stop: '停止'
	},
	states: {
		planned: {
			label: '计划中',
			on: { change: to<ProjectState>('planned').by('clerk'), start: inProject('underWay'), stop }
		},
		underWay: {
			label: '正在做',
			on: {
				report: inProject('underWay'),
				milestone: inProject('underWay'),
				finish: inProject('done'),
				stop
			}
		},
		done: { label: '已完成', on: {} },
		stopped: { label: '已停止', on: {} }
	}
});

export type AgreementState = 'draft' | 'offered' | 'agreed' | 'fulfilled' | 'ended';
export type AgreementAction =
	'change' | 'offer' | 'sign' | 'decline' | 'give' | 'milestone' | 'report' | 'fulfil' | 'end';
const byBoth = (...states: AgreementState[]) => to(...states).by<CoRole>('representative', 'clerk', 'leader');

/** 共建协议: between an organisation and a community. The second signature makes it an agreement. */
export const agreementLifecycle = lifecycle<AgreementState, AgreementAction, CoRole>({
	name: '这份协议',
	initial: 'draft',
	roles,
	actions: {
		change: '修改',
		offer: '送双方确认',
		sign: '确认签字',
		decline: '退回修改',
		give: '记录一项已兑现',
		milestone: '记录节点',
		report: '记录进展',
		fulfil: '全部兑现，办结',
		end: '终止'
	},
	states: {
		draft: { label: '草稿', on: { change: byBoth('draft'), offer: byBoth('offered'), end: byBoth('ended') } },
		offered: {
			label: '待签字',
			within: workdays(10),
			on: { sign: byBoth('offered', 'agreed'), decline: byBoth('draft'), end: byBoth('ended') }
		},
		agreed: {
			label: '履行中',
			on: {
				give: to<AgreementState>('agreed').by('representative', 'clerk'),
				milestone: to<AgreementState>('agreed').by('representative', 'clerk'),
				report: to<AgreementState>('agreed').by('representative', 'clerk'),
				fulfil: to<AgreementState>('fulfilled').by('clerk', 'leader'),
				end: to<AgreementState>('ended').by('clerk', 'leader')
			}
		},
		fulfilled: { label: '已兑现', on: {} },
		ended: { label: '已终止', on: {} }
	}
});

export type PlanState = 'drafting' | 'adopted';
export type PlanAction = 'change' | 'adopt' | 'carryOut' | 'revise';

/** 年度共建计划: of one community for one year. What was adopted is kept, version by version. */
export const planLifecycle = lifecycle<PlanState, PlanAction, CoRole>({
	name: '这份计划',
	initial: 'drafting',
	roles,
	actions: { change: '编写', adopt: '审定', carryOut: '记录一项已完成', revise: '修订' },
	states: {
		drafting: {
			label: '编写中',
			on: { change: to<PlanState>('drafting').by('clerk'), adopt: to<PlanState>('adopted').by('leader') }
		},
		adopted: {
			label: '已审定',
			on: { carryOut: to<PlanState>('adopted').by('clerk'), revise: to<PlanState>('drafting').by('clerk', 'leader') }
		}
	}
});
