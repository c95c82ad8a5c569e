import { z } from 'zod';

const reason = (missing: string) => z.string(missing).trim().min(1, missing).max(200, '最多200个字');

export const ResumeDeadline = z.object({
	centreId: z.uuid('缺少中心'),
	/** Whose clock it is. */
	subject: z.object({ kind: z.string().min(1).max(50), id: z.uuid('缺少事项') })
});

export const PauseDeadline = ResumeDeadline.extend({ reason: reason('请写明为什么暂停，例如：等待楼上住户回来') });

export const SetDayOverride = z.object({
	centreId: z.uuid('缺少中心'),
	day: z.iso.date('请填写日期，例如 2026-02-14'),
	workday: z.boolean('请选择上班或休息'),
	reason: reason('请写明依据，例如：区里的通知')
});
