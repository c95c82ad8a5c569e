import { z } from 'zod';
import type { Setting } from '#modules/directory/index.ts';

const count = (
	name: string,
	title: string,
	[least, most]: [number, number],
	standard: number,
	unit: string
): Setting<number> & { unit: string } => ({
	name: `attendance.${name}`,
	title,
	unit,
	schema: z.int('请填整数').min(least, `不能少于${least}`).max(most, `不能多于${most}`),
	standard,
	citation: '系统默认，依据中心自己的判断可以调整'
});

/** What a centre decides about coming and leaving. What holds on the day of a shift holds for all of it. */
export const attendanceSettings = {
	stepSeconds: count('stepSeconds', '签到码多久换一次', [15, 300], 30, '秒'),
	tolerance: count('tolerance', '签到码过了几次更换还算当场扫的', [0, 20], 4, '次'),
	storedHours: count(
		'storedHours',
		'没有信号时存在手机里的扫码，多久之内补传有效（填0就是不收补传）',
		[0, 168],
		24,
		'小时'
	),
	openBefore: count('openBefore', '班次开始前多久可以签到', [0, 240], 30, '分钟'),
	openAfter: count('openAfter', '班次结束后多久还可以签退', [0, 480], 60, '分钟')
};

export type AttendanceRules = Record<keyof typeof attendanceSettings, number>;
