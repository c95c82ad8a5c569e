import { z } from 'zod';

const CODE_WRONG = '请填现场屏幕上的6位数字';

/** Six digits however they are typed, or what the QR code carries. */
export const ShownCode = z
	.string(CODE_WRONG)
	.max(60, CODE_WRONG)
	.transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
	.refine((code) => /^(\d{6}|[0-9a-z]{1,8}\.[\w-]{16})$/.test(code), CODE_WRONG)
	.meta({ title: '签到码', examples: ['123456'] });

const Kind = z.enum(['in', 'out'], '请按“我到了”或者“我走了”').meta({ title: '到了还是走了', examples: ['in'] });

/** The scan of a phone. */
export const ScanShift = z.object({
	id: z.uuid().meta({ title: '这次扫码的编号，手机自己生成，重复发送只算一次' }),
	kind: Kind,
	code: ShownCode,
	agoSeconds: z
		.int()
		.min(0)
		.max(31 * 86_400)
		.default(0)
		.meta({ title: '多少秒以前扫的（按手机自己的钟相减，不怕手机的钟不准）', examples: [0] }),
	memberId: z.uuid().optional().meta({ title: '扫码时登录的是谁；补传时换了人登录就不收' })
});

/** What the page without script sends: the id is the key of the form. */
export const ScanForm = z.object({ kind: Kind, code: ShownCode });

/** Stays a text, so that the command reads the same from a page and from the API. */
const Moment = (title: string) =>
	z.iso
		.datetime({ offset: true })
		.refine((text) => text > '2000' && text < '2100', '请填 2000 年到 2099 年之间的时间')
		.meta({ title, examples: ['2026-12-05T09:00:00+08:00'] });

/** What stays as it is, is left out; null takes a time away. */
export const EnterStays = z.object({
	by: z.enum(['desk', 'sheet']).meta({ title: '现场登记还是纸质签到表', examples: ['desk'] }),
	entries: z
		.array(
			z.object({
				memberId: z.uuid().meta({ title: '党员' }),
				cameAt: Moment('到的时间').nullable().optional(),
				leftAt: Moment('走的时间').nullable().optional()
			})
		)
		.min(1)
		.max(1000)
		.meta({ title: '每个人的时间' })
});

export const ChangeReason = z
	.string()
	.trim()
	.min(2)
	.max(200)
	.meta({ title: '原因', examples: ['扫码时手机没电了'] });

export const AttestHours = z.object({
	rows: z
		.array(
			z.object({
				memberId: z.uuid().meta({ title: '党员' }),
				from: Moment('从'),
				to: Moment('到'),
				minutes: z
					.int()
					.min(1)
					.max(24 * 60)
					.optional()
					.meta({ title: '分钟数，中间休息就少写一些；不写就是从头到尾', examples: [120] }),
				reason: ChangeReason.optional().meta({ title: '和签到签退不一样的原因' })
			})
		)
		.min(1)
		.max(1000)
		.meta({ title: '认定哪些人' })
});

export const VoidHours = z.object({ reason: ChangeReason });

export const CheckCode = z.object({ code: ShownCode });
