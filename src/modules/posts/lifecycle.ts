import { lifecycle, to } from '#kernel/lifecycle.ts';

export const postStates = ['draft', 'open', 'closed', 'cancelled'] as const;
export type PostState = (typeof postStates)[number];
export const postActions = ['change', 'plan', 'open', 'close', 'cancel'] as const;
export type PostAction = (typeof postActions)[number];
/** Who organises a post: a representative of its organisation, or those who do so for the centre. */
export type PostRole = 'organiser' | 'clerk' | 'leader' | 'system';

const organisers = ['organiser', 'clerk', 'leader', 'system'] as const;
const postTo = (state: PostState) => to(state).by<PostRole>(...organisers);

/** A post (岗位): written, open for everybody to see, closed for the time being, or given up. */
export const postLifecycle = lifecycle<PostState, PostAction, PostRole>({
	name: '这个岗位',
	initial: 'draft',
	roles: { organiser: '主办单位的代表', clerk: '工作人员', leader: '中心负责人', system: '系统' },
	actions: { change: '修改', plan: '安排班次', open: '公开招募', close: '停止招募', cancel: '取消岗位' },
	states: {
		draft: {
			label: '草稿',
			on: { change: postTo('draft'), plan: postTo('draft'), open: postTo('open'), cancel: postTo('cancelled') }
		},
		open: {
			label: '招募中',
			on: { change: postTo('open'), plan: postTo('open'), close: postTo('closed'), cancel: postTo('cancelled') }
		},
		closed: {
			label: '已停止招募',
			on: { change: postTo('closed'), open: postTo('open'), cancel: postTo('cancelled') }
		},
		cancelled: { label: '已取消', on: {} }
	}
});

export const shiftStates = ['open', 'cancelled', 'held'] as const;
export type ShiftState = (typeof shiftStates)[number];
export type ShiftAction = 'signUp' | 'wait' | 'leave' | 'roster' | 'quota' | 'change' | 'cancel' | 'hold';
export type ShiftRole = 'member' | 'representative' | PostRole;

const staying = (...roles: ShiftRole[]) => to<ShiftState>('open').by<ShiftRole>(...roles);
const after = (...roles: ShiftRole[]) => to<ShiftState>('held').by<ShiftRole>(...roles);

/** A shift (班次). Staff may still write down afterwards who was there. */
export const shiftLifecycle = lifecycle<ShiftState, ShiftAction, ShiftRole>({
	name: '这一班',
	initial: 'open',
	roles: { ...postLifecycle.roles, member: '党员', representative: '有名额的单位的代表' },
	actions: {
		signUp: '报名',
		wait: '排候补',
		leave: '退出报名',
		roster: '单位报名',
		quota: '分配单位名额',
		change: '修改班次',
		cancel: '取消班次',
		hold: '记为已举行'
	},
	states: {
		open: {
			label: '可以报名',
			on: {
				signUp: staying('member', ...organisers),
				wait: staying('member', ...organisers),
				leave: staying('member', 'representative', ...organisers),
				roster: staying('representative', 'clerk', 'system'),
				quota: staying(...organisers),
				change: staying(...organisers),
				cancel: to<ShiftState>('cancelled').by<ShiftRole>(...organisers),
				hold: to<ShiftState>('held').by<ShiftRole>(...organisers)
			}
		},
		held: { label: '已举行', on: { signUp: after('clerk', 'system'), leave: after('clerk', 'system') } },
		cancelled: { label: '已取消', on: {} }
	}
});

/** What a member has in a shift: a place, a turn in the waiting list, or neither any more. */
export type SignUpState = 'held' | 'waiting' | 'cancelled';
