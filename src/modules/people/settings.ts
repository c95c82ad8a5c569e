import { z } from 'zod';
import type { Setting } from '#modules/directory/index.ts';

const OWN_JUDGEMENT = '系统默认，依据中心自己的判断可以调整';

/** A whole number that a centre chooses, and what it counts. */
export interface CountSetting extends Setting<number> {
	unit: string;
}

const count = (name: string, title: string, standard: number, unit = '次', least = 1): CountSetting => ({
	name: `people.${name}`,
	title,
	unit,
	schema: z.int('请填整数').min(least, `不能少于${least}`).max(1000, '不能多于1000'),
	standard,
	citation: OWN_JUDGEMENT
});

/** From how many openings of contact details a day by one account they stand out. */
export const unusualOpenings = count('openingsPerDay', '一个账号一天查看联系方式超过多少次算异常', 20);
const samePerson = count('openingsSamePerson', '同一个账号7天内查看同一个人达到多少次算异常', 3, '次', 2);
const sameReason = count('openingsSameReason', '同一个账号30天内写一模一样的理由达到多少次算异常', 10, '次', 2);
const fromHour = count('openingsFromHour', '每天几点以前查看联系方式算异常', 7, '点', 0);
const toHour = count('openingsToHour', '每天几点以后查看联系方式算异常', 21, '点');
const endedDays = count('openingsEndedDays', '办结多少天以后还查看联系方式算异常', 30, '天', 0);
const followDays = count('openingsFollowDays', '查看以后多少天内没有联系、走访的记录算异常', 3, '天');

/** What an opening is measured by. */
export const openingSettings = {
	perDay: unusualOpenings,
	samePerson,
	sameReason,
	fromHour,
	toHour,
	endedDays,
	followDays
};
export type OpeningLimits = Record<keyof typeof openingSettings, number>;
