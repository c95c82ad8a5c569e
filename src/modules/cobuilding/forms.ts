import { z } from 'zod';
import { Activities, Day, Field, Id, Ids, Items, Milestones, Skills, Times, words } from './form-fields.ts';
import { resourceKinds, type ResourceKind } from './nouns.ts';

const TURNED = '结束的日期在开始的日期前面，请改一改';
const inOrder = (from: string | undefined, until: string | undefined) =>
	from === undefined || until === undefined || from <= until;

/** What both a demand and a resource say. They are public: no names, no phone numbers. */
const common = {
	title: words('标题', 40, 2, '楼道线路老化，想请人看看'),
	field: Field,
	description: words('说明', 500, 4, '三栋老楼的楼道灯经常不亮，想请懂电路的人检查一遍'),
	skills: Skills,
	times: Times
};

export const EnterDemand = z.object({
	...common,
	communityId: Id('社区'),
	place: words('地点', 100).optional(),
	people: z.int().min(1).max(10_000).optional().meta({ title: '需要几个人' }),
	amount: words('需要什么、多少', 60).optional(),
	fromOn: Day('从哪天起').optional(),
	untilOn: Day('到哪天止').optional(),
	neededBy: Day('最晚什么时候').optional()
});
export type EnterDemand = z.output<typeof EnterDemand>;

export const OfferResource = z.object({
	...common,
	organisationId: Id('单位'),
	kind: z.enum(Object.keys(resourceKinds) as [ResourceKind, ...ResourceKind[]]).meta({ title: '是什么' }),
	amount: words('有多少', 60).optional(),
	communityId: z.uuid().optional().meta({ title: '在哪个社区' }),
	place: words('地点', 100).optional(),
	validFrom: Day('从哪天起').optional(),
	validUntil: Day('到哪天止').optional()
});
export type OfferResource = z.output<typeof OfferResource>;

export const PlanProject = z.object({
	title: words('项目名称', 40, 2, '老楼线路安全改造'),
	field: Field,
	communityId: Id('社区'),
	leadId: Id('牵头单位'),
	goal: words('目标', 500, 4, '年底前把三栋老楼的公共线路检修一遍'),
	startsOn: Day('开始', '2026-11-01'),
	endsOn: Day('结束', '2026-12-31'),
	milestones: Milestones,
	demandIds: Ids('回应的需求'),
	resourceIds: Ids('用到的资源')
});
export type PlanProject = z.output<typeof PlanProject>;

export const DraftAgreement = z.object({
	title: words('协议名称', 60, 2, '楼道线路检修共建协议'),
	organisationId: Id('单位'),
	communityId: Id('社区'),
	startsOn: Day('开始', '2026-11-01'),
	endsOn: Day('结束', '2026-12-31'),
	items: Items,
	milestones: Milestones,
	terms: words('其他约定', 1000).optional(),
	projectId: z.uuid().optional().meta({ title: '属于哪个项目' })
});
export type DraftAgreement = z.output<typeof DraftAgreement>;

/** From a suggestion: the draft is written out of both. */
export const AgreeOnMatch = z.object({ demandId: Id('需求'), resourceId: Id('资源') });

export const BeginPlan = z.object({
	communityId: Id('社区'),
	year: z
		.int()
		.min(2000)
		.max(2200)
		.meta({ title: '年份', examples: [2026] })
});

/** Everything a plan holds besides its community and year. */
export const WritePlan = z.object({
	activities: Activities,
	agreementIds: Ids('列入的协议'),
	projectIds: Ids('列入的项目')
});

/** Days that are the wrong way round, by the name of the field; found by commands, so that a form and a program hear the same. */
export function turnedDays(
	input: Partial<Record<'fromOn' | 'untilOn' | 'validFrom' | 'validUntil' | 'startsOn' | 'endsOn', string | undefined>>
) {
	const pairs = [
		[input.fromOn, input.untilOn, 'untilOn'],
		[input.validFrom, input.validUntil, 'validUntil'],
		[input.startsOn, input.endsOn, 'endsOn']
	] as const;
	const turned = pairs.find(([from, until]) => !inOrder(from, until));
	return turned && { field: turned[2], message: TURNED };
}
