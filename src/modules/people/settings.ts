import { z } from 'zod';
import type { Setting } from '#modules/directory/index.ts';

/** From how many openings of contact details a day by one account the auditor's list marks them. */
export const unusualOpenings: Setting<number> = {
	name: 'people.openingsPerDay',
	title: '一个账号一天查看联系方式超过多少次算异常',
	schema: z.int('请填整数').min(1, '不能少于1').max(1000, '不能多于1000'),
	standard: 20,
	citation: '系统默认，依据中心自己的判断可以调整'
};
