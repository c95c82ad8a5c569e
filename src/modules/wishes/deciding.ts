import { z } from 'zod';
import { MobilePhone } from '#modules/identity/index.ts';

/** Whether a claimer who was not in touch keeps the place. */
export const DecideProposal = z.object({
	centreId: z.uuid('缺少中心'),
	proposalId: z.uuid('缺少建议'),
	reason: z
		.string('请写明原因')
		.trim()
		.min(2, '请写明原因，例如：电话里说好下周联系')
		.max(200, '最多200个字')
		.meta({ title: '原因' })
});

/** What somebody without an account types to be sent the link to their own wish. */
export const AskOwnLink = z.object({
	reference: z
		.string('请填写编号')
		.transform((text) => text.normalize('NFKC').replace(/\s/g, '').toUpperCase())
		.pipe(z.string().regex(/^[0-9A-Z]{8}$/, '编号是8个字母和数字，写在短信或回执上'))
		.meta({ title: '编号' }),
	phone: MobilePhone.meta({ title: '手机号' })
});
