import { z } from 'zod';
import type { Setting } from '#modules/directory/index.ts';

const count = (least: number) => z.int('请填写整数').min(least, `不能少于${least}`).max(1000, '不能多于1000');

/** How long a thing may take, as the setting `deadline.<rule>` of a centre holds it. */
export const LimitValue = z.object({
	amount: count(1),
	unit: z.enum(['days', 'workdays', 'months'], '请选择天、工作日或月')
});

export interface WarnWithin {
	/** For limits in working days. */
	workdays: number;
	/** For limits in days or months. */
	days: number;
}

/** From when a light is yellow and a reminder goes out, before the due day. */
export const warnWithin: Setting<WarnWithin> = {
	name: 'deadline.warnWithin',
	title: '期限到期前多久提醒',
	schema: z.object({ workdays: count(0), days: count(0) }),
	standard: { workdays: 1, days: 3 },
	citation: '系统默认，依据中心自己的判断可以调整'
};
