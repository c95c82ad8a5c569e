import { z } from 'zod';
import { parseYuan } from '#kernel/money.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { PersonName, StreetAddress } from '#modules/people/index.ts';
import {
	acceptanceWays,
	beneficiaryKinds,
	channels,
	keysOf,
	kinds,
	rejections,
	verificationMethods,
	verificationResults
} from './wish.ts';

/** An amount in fen: a whole number is fen, a text is yuan as people write it. */
export const Fen = z
	.union(
		[
			z.int().nonnegative(),
			z.string().transform((text, context) => {
				const fen = parseYuan(text);
				if (fen === undefined) context.addIssue({ code: 'custom', message: '请填金额，例如 97.50' });
				return fen ?? z.NEVER;
			})
		],
		'请填金额，例如 97.50'
	)
	.meta({ title: '金额', description: 'fen as a whole number, or yuan as text', examples: [9750] });

export interface CostItem {
	item: string;
	amountFen: number;
}

/** One item a line, its amount in yuan at the end: “座厕 680”. */
export function parseCosts(text: string): CostItem[] | undefined {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const items = lines.map((line) => {
		const [, item, yuan] = /^(.*?\S)[\s,，:：]+(\S+)\s*$/.exec(line.trim()) ?? [];
		const amountFen = parseYuan(yuan ?? '');
		return item !== undefined && amountFen ? { item, amountFen } : undefined;
	});
	return items.every((item) => item !== undefined) ? items : undefined;
}

const COSTS_WRONG = '费用请一行写一项，名称在前，金额在后，例如：座厕 680';

const Costs = z
	.union(
		[
			z.array(z.object({ item: z.string().trim().min(1).max(60), amountFen: z.int().positive() })).max(50),
			z.string().transform((text, context) => {
				const costs = parseCosts(text);
				if (!costs) context.addIssue({ code: 'custom', message: COSTS_WRONG });
				return costs ?? z.NEVER;
			})
		],
		COSTS_WRONG
	)
	.default([])
	.meta({ title: '费用', examples: [[{ item: '座厕', amountFen: 68000 }]] });

const words = (title: string, longest: number, shortest = 1) =>
	z
		.string()
		.trim()
		.min(shortest)
		.max(longest)
		.meta({ title, examples: ['按约定办理'] });
const Note = words('备注', 500).optional();
const Pictures = z
	.array(z.uuid())
	.max(9)
	.default([])
	.meta({ title: '照片', examples: [[]] });
const Day = z.iso.date().meta({ examples: ['2026-11-20'] });

const CHOOSE_CLAIMER = '请选择认领的党员或单位';
const ClaimerObject = z.object({ kind: z.enum(['member', 'organisation']), id: z.uuid(CHOOSE_CLAIMER) });

/** Who claims, as an object, or as a form's select sends it: `member:<id>` or `organisation:<id>`. */
export const ClaimerField = z
	.union(
		[
			ClaimerObject,
			z
				.string()
				.transform((text) => {
					const [kind, id] = text.split(':');
					return { kind, id };
				})
				.pipe(ClaimerObject)
		],
		CHOOSE_CLAIMER
	)
	.meta({ title: '认领人', examples: [{ kind: 'member', id: '00000000-0000-7000-8000-000000000000' }] });

const Told = words('心愿内容', 1000, 4);

/** A wish as staff take it down for a resident. */
export const CollectWish = z.object({
	kind: z.enum(keysOf(kinds)).default('wish').meta({ title: '类型' }),
	category: z
		.string('请选择类别')
		.min(1)
		.max(31)
		.meta({ title: '类别', examples: ['service'] }),
	channel: z.enum(keysOf(channels)).meta({ title: '来源' }),
	communityId: z.uuid('请选择社区').meta({ title: '社区' }),
	gridId: z.uuid().optional().meta({ title: '网格' }),
	beneficiaryKind: z.enum(keysOf(beneficiaryKinds)).meta({ title: '对象类别' }),
	told: Told,
	name: PersonName.meta({ title: '姓名', examples: ['陈小梅'] }),
	phone: MobilePhone.optional().meta({ title: '手机号', examples: ['13800000000'] }),
	address: StreetAddress.optional().meta({ title: '住址', examples: ['样例街1号101'] }),
	consent: z.literal(true).meta({ title: '“本人同意登记”' })
});

/** A wish as a resident sends it. Their phone is verified by a code (then they are signed in), or a clerk calls them. */
export const SubmitWish = CollectWish.pick({
	category: true,
	communityId: true,
	beneficiaryKind: true,
	told: true,
	name: true,
	address: true
}).extend({
	phone: MobilePhone.meta({ title: '手机号', examples: ['13800000000'] }),
	contactWay: z.enum(['code', 'callBack']).meta({ title: '确认方式' })
});

export const VerifyWish = z.object({
	method: z.enum(keysOf(verificationMethods)).meta({ title: '核实方式' }),
	result: z.enum(keysOf(verificationResults)).meta({ title: '结果' }),
	note: Note
});

export const RejectWish = z.object({ reason: z.enum(keysOf(rejections)).meta({ title: '原因' }), note: Note });

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
	cleared: z.literal(true).meta({ title: '“已去掉个人信息”' })
});

export const ClaimWish = z.object({ claimer: ClaimerField, pledge: words('打算怎么帮', 200).optional() });
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

export const ReportProgress = z.object({ note: words('进展', 1000, 2), costs: Costs, pictureIds: Pictures });

export const SubmitWork = z.object({ note: words('完成情况', 1000, 2), costs: Costs, pictureIds: Pictures });

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
		.meta({ title: '同意公开照片', examples: [false] })
});
export const ReopenWish = z.object({ way: StaffWay, words: words('哪里还要改', 500, 2) });
export const CloseWish = z.object({ note: Note });
export const WithdrawWish = z.object({ reason: words('原因', 200, 2) });

/** Everything a link carries is the token; what opens it is the code of the same message. */
export const ConfirmationCode = z
	.string()
	.transform((text) => text.normalize('NFKC').replace(/\s/g, ''))
	.pipe(z.string().regex(/^\d{6}$/, '确认码是短信里的6位数字'))
	.meta({ title: '确认码' });

export const OpenContact = z.object({ reason: words('为什么要看', 100, 2) });
