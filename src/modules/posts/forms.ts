import { z } from 'zod';
import { SERIES_RHYTHMS } from './series.ts';

const words = (title: string, longest: number, shortest = 1) =>
	z
		.string()
		.trim()
		.min(shortest)
		.max(longest)
		.meta({ title, examples: [EXAMPLES[title] ?? title] });

const EXAMPLES: Record<string, string> = {
	岗位名称: '周末清扫小公园',
	地点: '社区小公园北门',
	做什么: '捡拾绿化带里的垃圾，工具由社区准备。',
	年龄和身体等要求: '18 到 65 岁，身体健康',
	到了找谁: '社区服务台的工作人员',
	原因: '下雨，改到下周'
};

const Places = z
	.int()
	.min(1)
	.max(1000)
	.meta({ title: '需要几个人', examples: [10] });
const Id = (title: string) => z.uuid().meta({ title });
const Day = (title: string) =>
	z.iso
		.date()
		.refine((day) => day > '2000' && day < '2100', '请填 2000 年到 2099 年之间的日期')
		.meta({ title, examples: ['2026-12-05'] });
const Time = (title: string, example: string) =>
	z
		.string()
		.trim()
		.regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${title}请填几点几分，例如 ${example}`)
		.meta({ title, examples: [example] });

/** A moment as ISO 8601 with its zone. */
const Moment = (title: string) =>
	z.iso
		.datetime({ offset: true })
		.refine((text) => text > '2000' && text < '2100', '请填 2000 年到 2099 年之间的时间')
		.transform((text) => new Date(text))
		.meta({ title, examples: ['2026-12-05T09:00:00+08:00'] });

const SKIP_WRONG = '请一行写一个日期，例如 2026-12-12';

/** One day a line, or apart by commas or spaces. */
function daysIn(text: string, context: z.core.$RefinementCtx): string[] {
	const days = text.split(/[\s,，、;；]+/).filter(Boolean);
	if (days.length <= 100 && days.every((day) => z.iso.date().safeParse(day).success)) return days;
	context.addIssue({ code: 'custom', message: SKIP_WRONG });
	return z.NEVER;
}

const PostFields = z.object({
	title: words('岗位名称', 40, 2),
	field: z
		.string()
		.min(1)
		.max(40)
		.meta({ title: '服务领域', examples: ['environment'] }),
	communityId: Id('社区').nullable().default(null),
	place: words('地点', 100, 2),
	description: words('做什么', 1000, 4),
	conditions: words('年龄和身体等要求', 300).nullable().default(null),
	contact: words('到了找谁', 60).nullable().default(null),
	skills: z
		.array(z.string().min(1).max(40))
		.max(20)
		.default([])
		.meta({ title: '用得上的特长', examples: [[]] }),
	skillsRequired: z
		.boolean()
		.default(false)
		.meta({ title: '必须有其中一项特长', examples: [false] })
});

const named = (fields: { skills: string[]; skillsRequired: boolean }) =>
	!fields.skillsRequired || fields.skills.length > 0;
const NAME_SKILLS = { path: ['skills'], message: '既然必须有特长，请选出是哪几项' };

/** `organisationId`: the organiser; null: the centre itself. */
export const NewPost = z
	.object({ ...PostFields.shape, organisationId: Id('主办单位').nullable().default(null) })
	.refine(named, NAME_SKILLS);
export const ChangePost = PostFields.refine(named, NAME_SKILLS);
export const CancelPost = z.object({ reason: words('原因', 200, 2) });

export const NewShift = z.object({
	startsAt: Moment('开始时间'),
	endsAt: Moment('结束时间'),
	places: Places,
	place: words('地点', 100, 2).nullable().default(null)
});

/** One shift, or the same again and again; days and times are those of Shanghai. */
export const PlanShifts = z.object({
	day: Day('哪一天'),
	from: Time('几点开始', '09:00'),
	to: Time('几点结束', '11:00'),
	places: Places,
	place: words('地点', 100, 2).nullable().default(null),
	every: z.enum(SERIES_RHYTHMS, '请选择多久一次').default('once').meta({ title: '多久一次' }),
	until: Day('到哪一天为止').optional(),
	skip: z
		.union([z.array(z.iso.date()).max(100), z.string().max(2000).transform(daysIn)], SKIP_WRONG)
		.default([])
		.meta({ title: '跳过哪几天', examples: [['2026-12-12']] })
});

export const ChangeShift = z.object({
	day: Day('哪一天'),
	from: Time('几点开始', '09:00'),
	to: Time('几点结束', '11:00'),
	places: Places,
	place: words('地点', 100, 2).nullable().default(null),
	reason: words('原因', 200, 2)
});
export const CancelShift = z.object({ reason: words('原因', 200, 2) });

export const SetQuota = z.object({
	organisationId: Id('单位'),
	places: z
		.int()
		.min(0)
		.max(1000)
		.meta({ title: '留几个名额', examples: [5] })
});

export const SignUp = z.object({
	memberId: Id('党员'),
	skillsConfirmed: z
		.boolean()
		.default(false)
		.meta({ title: '这些特长我有', examples: [true] })
});
export const Leave = z.object({ memberId: Id('党员'), reason: words('原因', 200).optional() });
export const PutOnRoster = z.object({
	organisationId: Id('单位'),
	memberIds: z.array(z.uuid()).min(1, '请至少选一位党员').max(100).meta({ title: '党员' })
});
export const RenewFeed = z.object({ memberId: Id('党员') });
