import { lifecycle, to } from '#kernel/lifecycle.ts';

export const callStates = ['draft', 'open', 'ended', 'cancelled'] as const;
export type CallState = (typeof callStates)[number];

export type CallAction = 'revise' | 'open' | 'widen' | 'remind' | 'team' | 'end' | 'cancel';

export type CallRole = 'clerk' | 'leader';

const by = (state: CallState) => to(state).by<CallRole>('clerk', 'leader');

/** A call to members (动员令): nobody is told before it is opened, and nobody after it is over. */
export const callLifecycle = lifecycle<CallState, CallAction, CallRole>({
	name: '这份动员令',
	initial: 'draft',
	roles: { clerk: '工作人员', leader: '中心负责人' },
	actions: {
		revise: '修改',
		open: '发出',
		widen: '再通知一批',
		remind: '提醒还没答复的',
		team: '编队',
		end: '结束',
		cancel: '取消'
	},
	states: {
		draft: { label: '拟稿', on: { revise: by('draft'), open: by('open'), cancel: by('cancelled') } },
		open: {
			label: '动员中',
			on: {
				widen: by('open'),
				remind: by('open'),
				team: by('open'),
				end: by('ended'),
				cancel: by('cancelled')
			}
		},
		ended: { label: '已结束', on: {} },
		cancelled: { label: '已取消', on: {} }
	}
});
