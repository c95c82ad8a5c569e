import { z } from 'zod';
import {
	Costs,
	words,
	Note,
	Pictures,
	Documents,
	Day,
	costsOf,
	CostItem,
	COSTS_WRONG,
	Fen,
	ClaimerField,
	ReferenceField
} from './form-fields.ts';
import { acceptanceWays, keysOf, publicParts, rejections, verificationMethods, verificationResults } from './wish.ts';

export { ClaimerField, Fen, parseCosts, type CostItem } from './form-fields.ts';

export const VerifyWish = z.object({
	method: z.enum(keysOf(verificationMethods)).meta({ title: '核实方式' }),
	result: z.enum(keysOf(verificationResults)).meta({ title: '结果' }),
	note: Note
});

export const RejectWish = z.object({ reason: z.enum(keysOf(rejections)).meta({ title: '原因' }), note: Note });

export const MergeWish = z.object({
	into: ReferenceField.meta({ title: '并入哪一件（编号）', examples: ['A2B3C4D5'] }),
	note: Note
});
export const ConvertWish = z.object({ reason: words('为什么要转换', 200, 2) });
export const ApproveWish = z.object({ note: Note });
export const DeclineWish = z.object({ reason: words('要怎么改', 200, 2) });
export const RetractConsent = z.object({
	part: z.enum(keysOf(publicParts)).default('publication').meta({ title: '撤回哪一部分' }),
	way: z.enum(keysOf(acceptanceWays)).default('account').meta({ title: '本人是怎么说的' }),
	note: Note
});

export const PublishWish = z.object({
	title: words('标题', 40, 2),
	publicText: words('公开的内容', 500, 4),
	alias: words('公开的称呼', 20, 2),
	category: z
		.string('请选择类别')
		.min(1)
		.max(31)
		.meta({ title: '类别', examples: ['service'] }),
	places: z
		.int()
		.min(1)
		.max(50)
		.default(1)
		.meta({ title: '需要几位认领人', examples: [1] }),
	budget: Fen.optional().meta({ title: '预算', examples: [50000] }),
	consentWay: z.enum(['phone', 'inPerson', 'paper', 'online']).meta({ title: '征得同意的方式' }),
	consent: z.literal(true).meta({ title: '“本人单独同意公开”' }),
	cleared: z.literal(true).meta({ title: '“已去掉个人信息”' }),
	publicPictureIds: z
		.array(z.uuid())
		.max(20)
		.default([])
		.meta({ title: '公开的照片', examples: [[]] }),
	picturesConsent: z
		.boolean()
		.default(false)
		.meta({ title: '“本人同意公开这些照片”', examples: [false] })
});

export const ClaimWish = z.object({
	claimer: ClaimerField,
	pledge: words('打算怎么帮', 200).optional(),
	pledgeAmount: Fen.optional().meta({ title: '打算出多少钱的东西或劳务', examples: [30000] }),
	pledgeBy: Day.optional().meta({ title: '打算什么时候办好' }),
	partIds: z
		.array(z.uuid())
		.max(50)
		.default([])
		.meta({ title: '分担的预算项目', examples: [[]] })
});
/** All the items of a project's budget that a claimer carries from now on: the others they give back. */
export const ShareParts = z.object({
	claimer: ClaimerField,
	partIds: z
		.array(z.uuid())
		.max(50)
		.default([])
		.meta({ title: '分担的预算项目', examples: [[]] })
});
export const LeadClaim = z.object({ claimer: ClaimerField });
export const ReassignClaim = z.object({
	claimer: ClaimerField,
	to: ClaimerField.meta({ title: '改由谁来' }),
	reason: words('原因', 200, 2)
});
export const ReleaseClaim = z.object({ claimer: ClaimerField, reason: words('原因', 200, 2) });
export const RecordContact = z.object({
	claimer: ClaimerField,
	contactedOn: Day.meta({ title: '联系日期' }),
	note: Note
});

export const AssessSite = z.object({
	visitedOn: Day.meta({ title: '走访日期' }),
	visitors: words('走访人', 100),
	findings: words('走访情况', 1000, 2),
	estimate: Fen.optional().meta({ title: '估计费用', examples: [50000] }),
	pictureIds: Pictures
});

export const StartWork = z.object({ note: words('打算怎么做', 500).optional() });

export const ReportProgress = z.object({
	note: words('进展', 1000, 2),
	costs: Costs,
	pictureIds: Pictures,
	receiptIds: Documents('票据')
});

/** One milestone a line, its day at the end: “水管改造完 2026-12-20”. */
export function parseMilestones(text: string): { title: string; dueOn: string }[] | undefined {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const found = lines.map((line) => {
		const [, title, dueOn] = /^(.*?\S)[\s,，:：]+(\S+)\s*$/.exec(line.normalize('NFKC').trim()) ?? [];
		return title && z.iso.date().safeParse(dueOn).success ? { title, dueOn: dueOn as string } : undefined;
	});
	return found.every((milestone) => milestone !== undefined) ? found : undefined;
}

const MILESTONES_WRONG = '节点请一行写一个，名称在前，日期在后，例如：水管改造完 2026-12-20';

export const PlanBudget = z.object({
	items: costsOf(CostItem)
		.refine((items) => items.length > 0, COSTS_WRONG)
		.meta({
			title: '预算项目',
			examples: [[{ item: '水管材料', amountFen: 320_000 }]]
		}),
	milestones: z
		.union(
			[
				z.array(z.object({ title: z.string().trim().min(1).max(60), dueOn: z.iso.date() })).max(30),
				z.string().transform((text, context) => {
					const milestones = parseMilestones(text);
					if (!milestones) context.addIssue({ code: 'custom', message: MILESTONES_WRONG });
					return milestones ?? z.NEVER;
				})
			],
			MILESTONES_WRONG
		)
		.default([])
		.meta({ title: '节点', examples: [[{ title: '水管改造完', dueOn: '2026-12-20' }]] })
});
export const ReachMilestone = z.object({
	position: z.coerce
		.number('请选择节点')
		.int('请选择节点')
		.min(1, '请选择节点')
		.max(30, '请选择节点')
		.meta({ title: '第几个节点', examples: [1] }),
	reachedOn: Day.meta({ title: '完成日期' }),
	note: Note
});

export const SubmitWork = z.object({
	note: words('完成情况', 1000, 2),
	handedTo: words('交给了谁', 60).optional(),
	handedOn: Day.optional().meta({ title: '交付日期' }),
	costs: Costs,
	pictureIds: Pictures,
	receiptIds: Documents('票据'),
	documentIds: Documents('验收文件')
});

export const Rating = z.coerce
	.number('请选择满意程度')
	.int('请选择满意程度')
	.min(1, '请选择满意程度')
	.max(5, '请选择满意程度');

const StaffWay = z.enum(keysOf(acceptanceWays)).default('account').meta({ title: '确认方式' });

export const AcceptWish = z.object({
	way: StaffWay,
	rating: Rating.meta({ title: '满意程度', examples: [5] }),
	words: words('想说的话', 500).optional(),
	picturesConsent: z
		.boolean()
		.default(false)
		.meta({ title: '同意公开照片', examples: [false] }),
	documentIds: Documents('验收文件')
});
export const ReopenWish = z.object({ way: StaffWay, words: words('哪里还要改', 500, 2) });
export const ThankWish = z.object({
	way: StaffWay,
	words: words('感谢的话', 300, 2),
	consent: z
		.boolean()
		.default(false)
		.meta({ title: '同意公开', examples: [true] })
});
export const ShowThanks = z.object({
	publicWords: words('公开的话', 300, 2),
	cleared: z.literal(true).meta({ title: '“已去掉个人信息”' })
});
export const CloseWish = z.object({ note: Note });
export const WithdrawWish = z.object({ reason: words('原因', 200, 2) });

/** Everything a link carries is the token; what opens it is the code of the same message. */
export const ConfirmationCode = z
	.string()
	.transform((text) => text.normalize('NFKC').replace(/\s/g, ''))
	.pipe(z.string().regex(/^\d{6}$/, '确认码是短信里的6位数字'))
	.meta({ title: '确认码' });

export const OpenContact = z.object({ reason: words('为什么要看', 100, 2) });
