import { z } from 'zod';
import {
	CancelPost,
	CancelShift,
	ChangePost,
	ChangeShift,
	Leave,
	PlanShifts,
	PutOnRoster,
	SetQuota,
	SignUp
} from './forms.ts';
import type { PostAction, ShiftAction } from './lifecycle.ts';

/** A step is a noun with an address of its own: `…/posts/{id}/{path}`, the same for pages and the API. */
interface Step {
	path: string;
	title: string;
	schema: z.ZodType;
}

export const postSteps = {
	change: { path: 'changes', title: '岗位要改成什么样？', schema: ChangePost },
	plan: { path: 'shifts', title: '什么时候、要几个人？', schema: PlanShifts },
	open: { path: 'opening', title: '公开招募', schema: z.object({}) },
	close: { path: 'closing', title: '停止招募', schema: z.object({}) },
	cancel: { path: 'cancellation', title: '为什么取消这个岗位？', schema: CancelPost }
} as const satisfies Record<PostAction, Step>;

export const shiftSteps = {
	signUp: { path: 'sign-ups', title: '报名', schema: SignUp },
	wait: { path: 'waiting-list', title: '排候补', schema: SignUp },
	leave: { path: 'departures', title: '退出报名', schema: Leave },
	roster: { path: 'rosters', title: '单位报名', schema: PutOnRoster },
	quota: { path: 'quotas', title: '分配单位名额', schema: SetQuota },
	change: { path: 'changes', title: '这一班要改成什么样？', schema: ChangeShift },
	cancel: { path: 'cancellation', title: '为什么取消这一班？', schema: CancelShift }
} as const satisfies Record<Exclude<ShiftAction, 'hold'>, Step>;

export type ShiftStep = keyof typeof shiftSteps;
