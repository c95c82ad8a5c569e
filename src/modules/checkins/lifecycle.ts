import { lifecycle, to, workdays } from '#kernel/lifecycle.ts';

export const organisationStates = ['submitted', 'active', 'declined', 'withdrawn'] as const;
export type OrganisationState = (typeof organisationStates)[number];

export const organisationActions = ['accept', 'decline', 'confirm', 'withdraw'] as const;
export type OrganisationAction = (typeof organisationActions)[number];

/** What somebody is to one check-in of an organisation. */
export type OrganisationRole = 'organisation' | 'clerk' | 'system';

const ACCEPT_WITHIN = workdays(5);
/** Whether they are still there is asked again and again: half-yearly, unless the centre says otherwise. */
const CONFIRM_WITHIN = { amount: 6, unit: 'months' } as const;

/** An organisation reports to the sub-district or to a community (双报到). */
export const organisationCheckInLifecycle = lifecycle<OrganisationState, OrganisationAction, OrganisationRole>({
	name: '这份单位报到',
	initial: 'submitted',
	roles: { organisation: '报到的单位', clerk: '工作人员', system: '系统' },
	actions: { accept: '接收', decline: '不予接收', confirm: '确认仍在服务', withdraw: '退出报到' },
	states: {
		submitted: {
			label: '待接收',
			within: ACCEPT_WITHIN,
			on: {
				accept: to<OrganisationState>('active').by('clerk', 'system'),
				decline: to<OrganisationState>('declined').by('clerk'),
				withdraw: to<OrganisationState>('withdrawn').by('organisation', 'clerk')
			}
		},
		active: {
			label: '已报到',
			within: CONFIRM_WITHIN,
			on: {
				confirm: to<OrganisationState>('active').by('organisation', 'clerk'),
				withdraw: to<OrganisationState>('withdrawn').by('organisation', 'clerk')
			}
		},
		declined: { label: '未接收', on: {} },
		withdrawn: { label: '已退出', on: {} }
	}
});

export const memberStates = ['reported', 'active', 'declined', 'movedOut', 'withdrawn'] as const;
export type MemberState = (typeof memberStates)[number];

export const memberActions = ['accept', 'decline', 'confirm', 'transfer', 'withdraw'] as const;
export type MemberAction = (typeof memberActions)[number];

/** What somebody is to one check-in of a member: the member, the organisation that reported them in, staff. */
export type MemberRole = 'member' | 'organisation' | 'clerk' | 'system';

/** A member reports to the community where they live (双报到). A transfer ends this one and opens the next. */
export const memberCheckInLifecycle = lifecycle<MemberState, MemberAction, MemberRole>({
	name: '这份党员报到',
	initial: 'reported',
	roles: { member: '党员本人', organisation: '代为报到的单位', clerk: '工作人员', system: '系统' },
	actions: {
		accept: '接收',
		decline: '不予接收',
		confirm: '确认仍在本社区',
		transfer: '转到别的社区',
		withdraw: '退出报到'
	},
	states: {
		reported: {
			label: '待接收',
			within: ACCEPT_WITHIN,
			on: {
				accept: to<MemberState>('active').by('clerk', 'system'),
				decline: to<MemberState>('declined').by('clerk'),
				withdraw: to<MemberState>('withdrawn').by('member', 'organisation', 'clerk')
			}
		},
		active: {
			label: '已报到',
			within: CONFIRM_WITHIN,
			on: {
				confirm: to<MemberState>('active').by('member', 'clerk'),
				transfer: to<MemberState>('movedOut').by('member', 'clerk'),
				withdraw: to<MemberState>('withdrawn').by('member', 'clerk')
			}
		},
		declined: { label: '未接收', on: {} },
		movedOut: { label: '已转出', on: {} },
		withdrawn: { label: '已退出', on: {} }
	}
});
