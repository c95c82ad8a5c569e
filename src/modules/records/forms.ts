import { z } from 'zod';
import { PersonName } from '#modules/people/index.ts';
import { levels, type Level } from './recognition.ts';

const Quarter = z
	.string('请选择季度')
	.regex(/^20\d\d[Qq][1-4]$/, '季度请写成 2026Q3 这样')
	.toUpperCase();
/** As an address carries it. */
export const PeriodForm = z
	.string('请选择时段')
	.regex(/^20\d\d([Qq][1-4])?$/, '时段请写成 2026 或者 2026Q3 这样')
	.toUpperCase();

const words = (title: string, missing: string, most = 500) =>
	z
		.string(missing)
		.trim()
		.min(2, missing)
		.max(most, `${title}最多${most}个字`)
		.meta({ title, examples: ['服务认真，街坊都说好'] });
const optional = (title: string, most = 500) =>
	z.string().trim().max(most, `${title}最多${most}个字`).optional().meta({ title });

/** Who a record, an evaluation or a recognition is about. */
export const Subject = z.object({
	kind: z.enum(['member', 'organisation'], '请选择党员还是单位'),
	id: z.uuid('请选择党员或单位')
});

export const Year = z
	.int('请填年份')
	.min(2000, '年份从2000年起')
	.max(2099, '年份到2099年止')
	.meta({ title: '年份', examples: [2026] });

export const WriteCard = z.object({
	period: PeriodForm.meta({ title: '时段', examples: ['2026Q1'] }),
	remarks: words('社区评语', '请写社区的评语')
});

const day = (missing: string) =>
	z.iso.date(missing).refine((day) => day > '2000' && day < '2100', '请填2000年以后的日期');

/** From which day to which, both included. */
export const IssueProof = z.object({
	from: day('请填开始的日期').meta({ title: '从哪一天起', examples: ['2026-01-01'] }),
	to: day('请填结束的日期').meta({ title: '到哪一天止', examples: ['2026-03-31'] })
});
export const WithdrawProof = z.object({ reason: words('原因', '请写明为什么作废，持有人会看到', 200) });
export const ReplaceProof = z.object({});

/** As it stands on the paper. Anything may be typed: what is no code is simply not found. */
export const CheckProof = z.object({
	code: z.string('请填查证码').trim().min(1, '请填查证码').max(60, '查证码是12位').meta({ title: '查证码' }),
	name: PersonName.optional().meta({ title: '证明上的姓名' })
});

export const DraftReports = z.object({ quarter: Quarter.meta({ title: '季度', examples: ['2026Q1'] }) });
export const RemarkReport = z.object({ remarks: words('社区的话', '请写几句社区的话', 1000) });
export const SendReport = z.object({});
export const AcknowledgeReport = z.object({ note: optional('回复', 500) });

export const StartReview = z.object({ subject: Subject, year: Year });
export const StartReviews = z.object({ year: Year });
export const WriteOpinion = z.object({ words: words('意见', '请写几句意见', 1000) });
export const DecideReview = z.object({
	level: z.enum(Object.keys(levels) as [Level, ...Level[]], '请选择等次').meta({ title: '等次' })
});
export const ReopenReview = z.object({ reason: words('原因', '请写明为什么重评', 200) });

const least = (title: string, most: number) =>
	z.int(`${title}请填整数`).min(1, `${title}不能少于1`).max(most, `${title}不能多于${most}`).optional().meta({ title });

/** At least one of the three is asked for. */
export const SetRule = z
	.object({
		name: z
			.string('请填写名称')
			.trim()
			.min(2, '请填写名称')
			.max(40, '名称最多40个字')
			.meta({ title: '名称', examples: ['季度服务之星'] }),
		subjectKind: z.enum(['member', 'organisation'], '请选择表彰党员还是单位').meta({ title: '表彰谁' }),
		every: z.enum(['quarter', 'year'], '请选择按季度还是按年').meta({ title: '按多久算' }),
		leastHours: least('至少多少小时', 10_000).meta({ title: '至少多少小时', examples: [20] }),
		leastTimes: least('至少参加多少次', 10_000),
		leastClaims: least('至少完成多少个心愿或项目', 10_000),
		fields: z.array(z.string().max(31)).max(100, '领域太多').default([]).meta({ title: '只算哪些领域' }),
		active: z.boolean().default(true)
	})
	.refine((rule) => [rule.leastHours, rule.leastTimes, rule.leastClaims].some((least) => least !== undefined), {
		message: '时长、次数、完成的心愿，请至少填一项',
		path: ['leastHours']
	});

export const ApplyRule = z.object({ period: PeriodForm.meta({ title: '时段', examples: ['2026Q1'] }) });
export const ConfirmRecognition = z.object({});
export const DismissRecognition = z.object({});
export const RevokeRecognition = z.object({ reason: words('原因', '请写明为什么撤销', 200) });

/** Whether a member lets the centre thank them publicly by their alias. */
export const NameMe = z.object({ agreed: z.boolean().meta({ title: '同意' }) });
