import { z } from 'zod';
import type { Setting } from '#modules/directory/index.ts';

/** So many hours before a shift, what organisations have not used of their quotas is everybody's. */
export const quotaRelease: Setting<number> & { unit: string } = {
	name: 'posts.quotaRelease',
	title: '单位没用完的名额，开始前多少小时放给大家',
	unit: '小时',
	schema: z.int('请填整数').min(0, '不能少于0').max(720, '不能多于720（30天）'),
	standard: 24,
	citation: '系统默认，依据中心自己的判断可以调整'
};
