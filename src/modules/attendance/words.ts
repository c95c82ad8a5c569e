import { clockOf } from './moment.ts';

/** How a time of coming or leaving was told. */
export const ways = { code: '扫码', desk: '现场登记', sheet: '纸质签到表' } as const;
export type Way = keyof typeof ways;

/** Why a scan does not count, or what is to be said although it does. */
export const remarks = {
	wrongCode: '签到码不对',
	tooOld: '补传得太晚',
	tooEarly: '还没到签到时间',
	tooLate: '签到时间过了',
	cancelled: '班次取消了',
	noPlace: '不在名单上',
	attested: '时长已经认定',
	alreadyIn: '已经签到过',
	alreadyOut: '已经签退过',
	notIn: '没有签到记录',
	entered: '负责人已经登记'
} as const;
export type Remark = keyof typeof remarks;

/** What a phone is told of its scan, the same however often it sends it. */
export interface ScanAnswer {
	accepted: boolean;
	/** Why it does not count, or what is to be said although it does. */
	why: Remark | null;
	message: string;
}

/** Said to the member when a scan does not count. */
export const refusals = {
	wrongCode: '签到码不对，或者已经换了。请看一眼现场屏幕上的新码，再扫一次或者再填一次。',
	cancelled: '这个班次已经取消了，不用签到。谢谢您赶来。',
	attested: '这个班次您的时长已经认定了，没有改动。有出入请找现场负责人。'
} as const;

export const tooOld = (hours: number): string =>
	hours === 0
		? '这次扫码传得太晚，没有记上。请找负责人登记。'
		: `这是${hours}小时以前扫的，超过了补传的期限，没有记上。请找负责人登记。`;

export const tooEarly = (from: Date): string => `还没到签到的时间，${clockOf(from)}以后再来扫。先歇一会儿。`;

export const tooLate = (kind: 'in' | 'out', until: Date): string =>
	kind === 'in'
		? `这个班次${clockOf(until)}已经结束，不能再签到。您要是参加了，请找负责人补登。`
		: `签退到${clockOf(until)}为止，已经过了。请找负责人补登您离开的时间。`;

export const noPlace = (reason: string): string => `您不在这个班次的名单上，也没能当场补报名：${reason}`;

/** Said to the member when a scan counts. */
export const came = (at: Date): string => `签到好了，您${clockOf(at)}到的。走的时候记得再扫一次，按“我走了”。`;
export const cameBack = (at: Date): string => `欢迎回来，接着记到您再次签退。您最早是${clockOf(at)}到的。`;
export const left = (at: Date): string => `签退好了，您${clockOf(at)}走的。时长由负责人认定。谢谢您，辛苦了。`;
export const alreadyIn = (at: Date): string => `您${clockOf(at)}已经签到了，不用再签。走的时候按“我走了”。`;
export const alreadyOut = (at: Date): string => `您${clockOf(at)}已经签退了，没有改动。如果又回来了，请按“我到了”。`;
export const notIn = (at: Date): string =>
	`记下了您${clockOf(at)}走，可是没有您到的记录。来的时候要是存在手机里，有信号会自动补上；不是的话，请找负责人补登。`;
export const entered = '负责人已经登记了您的时间，以登记的为准。有出入请找现场负责人。';
