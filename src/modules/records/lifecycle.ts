import { days, lifecycle, to, workdays } from '#kernel/lifecycle.ts';

/** What somebody is to a record; see policy.ts. */
export type RecordRole = 'member' | 'representative' | 'clerk' | 'leader' | 'system';

const roles: Record<RecordRole, string> = {
	member: '本人',
	representative: '单位代表',
	clerk: '工作人员',
	leader: '中心负责人',
	system: '系统'
};

export const proofStates = ['valid', 'withdrawn', 'replaced'] as const;
export type ProofState = (typeof proofStates)[number];
export type ProofAction = 'withdraw' | 'replace';

/** 服务证明. It is issued at once, free of charge, because it says only what was attested. */
export const proofLifecycle = lifecycle<ProofState, ProofAction, RecordRole>({
	name: '这份服务证明',
	initial: 'valid',
	roles,
	actions: { withdraw: '作废', replace: '换一份新的' },
	states: {
		valid: {
			label: '有效',
			on: {
				withdraw: to<ProofState>('withdrawn').by('clerk'),
				replace: to<ProofState>('replaced').by('member', 'clerk')
			}
		},
		withdrawn: { label: '已作废', on: {} },
		replaced: { label: '已换新', on: {} }
	}
});

export const reportStates = ['draft', 'sent', 'acknowledged'] as const;
export type ReportState = (typeof reportStates)[number];
export const reportActions = ['remark', 'send', 'acknowledge'] as const;
export type ReportAction = (typeof reportActions)[number];

/** 季度反馈: drafted when the quarter is over, read through and sent by a clerk, acknowledged by the unit. */
export const reportLifecycle = lifecycle<ReportState, ReportAction, RecordRole>({
	name: '这份季度反馈',
	initial: 'draft',
	roles,
	actions: { remark: '写社区的话', send: '发给单位', acknowledge: '确认收到' },
	states: {
		draft: {
			label: '待发出',
			within: workdays(10),
			on: { remark: to<ReportState>('draft').by('clerk'), send: to<ReportState>('sent').by('clerk') }
		},
		sent: {
			label: '等单位确认',
			within: workdays(15),
			on: { acknowledge: to<ReportState>('acknowledged').by('representative', 'clerk') }
		},
		acknowledged: { label: '单位已收到', on: {} }
	}
});

export const reviewStates = ['open', 'decided'] as const;
export type ReviewState = (typeof reviewStates)[number];
export const reviewActions = ['selfNote', 'communityOpinion', 'unitOpinion', 'decide', 'reopen'] as const;
export type ReviewAction = (typeof reviewActions)[number];

/** 年度评议: three may say something, in any order; the community's opinion has to be there before a level is set. */
export const reviewLifecycle = lifecycle<ReviewState, ReviewAction, RecordRole>({
	name: '这份年度评议',
	initial: 'open',
	roles,
	actions: {
		selfNote: '写自评',
		communityOpinion: '写社区意见',
		unitOpinion: '写单位意见',
		decide: '评定等次',
		reopen: '退回重评'
	},
	states: {
		open: {
			label: '征求意见',
			within: days(30),
			on: {
				selfNote: to<ReviewState>('open').by('member'),
				communityOpinion: to<ReviewState>('open').by('clerk'),
				unitOpinion: to<ReviewState>('open').by('representative'),
				decide: to<ReviewState>('decided').by('clerk', 'leader')
			}
		},
		decided: { label: '已评定', on: { reopen: to<ReviewState>('open').by('leader') } }
	}
});

export const recognitionStates = ['suggested', 'confirmed', 'dismissed', 'revoked'] as const;
export type RecognitionState = (typeof recognitionStates)[number];
export const recognitionActions = ['confirm', 'dismiss', 'revoke'] as const;
export type RecognitionAction = (typeof recognitionActions)[number];

/** 表彰: a rule suggests, a person decides. */
export const recognitionLifecycle = lifecycle<RecognitionState, RecognitionAction, RecordRole>({
	name: '这项表彰',
	initial: 'suggested',
	roles,
	actions: { confirm: '确认表彰', dismiss: '不予表彰', revoke: '撤销表彰' },
	states: {
		suggested: {
			label: '待确认',
			on: {
				confirm: to<RecognitionState>('confirmed').by('clerk', 'leader'),
				dismiss: to<RecognitionState>('dismissed').by('clerk', 'leader')
			}
		},
		confirmed: { label: '已表彰', on: { revoke: to<RecognitionState>('revoked').by('leader') } },
		dismissed: { label: '未表彰', on: {} },
		revoked: { label: '已撤销', on: {} }
	}
});
