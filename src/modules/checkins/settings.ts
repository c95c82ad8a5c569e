import type { Limit } from '#kernel/lifecycle.ts';
import { memberCheckInLifecycle } from './lifecycle.ts';

/** The rules of the clocks: until somebody answers, and until it is asked again whether they are still there. */
export const ACCEPT = 'checkIn.accept';
export const CONFIRM = 'checkIn.confirm';

interface CheckInLimit {
	rule: string;
	title: string;
	standard: Limit;
	citation: string;
}

const { reported, active } = memberCheckInLifecycle.states;

/** The clock of each state that has one; the centre's own value is the setting `deadline.<rule>`. */
export const limits = {
	[ACCEPT]: {
		rule: ACCEPT,
		title: '单位和党员报到以后多久之内要接收',
		standard: reported.within as Limit,
		citation: '系统默认，依据中心自己的判断可以调整'
	},
	[CONFIRM]: {
		rule: CONFIRM,
		title: '报到以后多久要再确认一次',
		standard: active.within as Limit,
		citation: '各地双报到做法（每半年核对一次）'
	}
} satisfies Record<string, CheckInLimit>;

export const limitsOfCheckIns: readonly CheckInLimit[] = Object.values(limits);
