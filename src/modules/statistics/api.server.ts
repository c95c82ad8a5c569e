import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, newRouter } from '#kernel/api.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { keysOf } from '#modules/wishes/index.ts';
import { addCheckInStatistics } from './check-in-api.server.ts';
import { dimensions, Year, type Dimension } from './figure.ts';
import { wishStatistics } from './queries/wish-statistics.server.ts';

const Count = z.int().nonnegative();
const Counts = z.object({
	collected: Count.meta({ description: '征集到的件数' }),
	claimed: Count.meta({ description: '有人认领的件数' }),
	completed: Count.meta({ description: '本人确认完成的件数' })
});
const Worth = z.object({
	budgetFen: Count.meta({ description: '预算，单位分' }),
	amountFen: Count.meta({ description: '实际花费，单位分' }),
	averageDays: z.number().nullable().meta({ description: '从征集到完成平均几天；还没有完成的就是 null' }),
	ratings: z.array(Count).length(5).meta({ description: '五级满意度各几件，从非常不满意到非常满意' })
});
const Figures = Counts.extend(Worth.shape).extend({
	claimingOrganisations: Count.meta({ description: '认领的单位数，同一单位只算一次' }),
	distinctClaimingMembers: Count.meta({ description: '认领的党员人数，同一人只算一次' })
});
const Slices = z.array(
	z.object({ key: z.string(), label: z.string(), counts: z.object({ wish: Counts, project: Counts }), worth: Worth })
);
const Held = z.object({
	claimed: Count.meta({ description: '认领的名额数' }),
	completed: Count.meta({ description: '其中已经完成的' })
});
const Claimers = z.object({
	organisations: z
		.array(Held.extend({ id: z.uuid(), label: z.string() }))
		.meta({ description: '认领最多的单位，最多 100 家' }),
	members: Held.extend({ distinct: Count.meta({ description: '党员人数' }) }).meta({
		description: '认领微心愿的党员：只有人数，没有姓名'
	})
});
const by = Object.fromEntries(
	keysOf(dimensions).map((name) => [name, Slices.optional().meta({ description: dimensions[name] })])
) as Record<Dimension, z.ZodOptional<typeof Slices>>;

const Statistics = z
	.object({
		year: z.int().nullable().meta({ description: '征集的年份；没有就是历年合计' }),
		asOf: z.iso.datetime().meta({ description: '全部数字同一时刻的截止时间' }),
		microProjects: Figures,
		microWishes: Figures,
		by: z.object({ ...by, claimer: Claimers.optional().meta({ description: '认领人' }) })
	})
	.meta({ id: 'WishStatistics', description: '每个数字都等于把数据库里的行一件一件数出来' });

const wishes = createRoute({
	method: 'get',
	path: '/centres/{centre}/statistics/wishes',
	tags: ['统计'],
	summary: '微心愿和微项目的数字',
	request: {
		params: z.object({
			centre: z
				.string()
				.max(40)
				.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
		}),
		query: z.object({
			year: Year.optional(),
			by: z
				.enum([...keysOf(dimensions), 'claimer'])
				.optional()
				.meta({ description: '只要按这一项分开的数字；不填就都有' })
		})
	},
	responses: {
		200: { description: '数字', content: { 'application/json': { schema: Statistics } } },
		...errorResponses
	}
});

export const statisticsApi = newRouter();
addCheckInStatistics(statisticsApi);

statisticsApi.openapi(wishes, async (c) => {
	const { db } = c.var.context;
	const { id } = await centreBySlug(db, c.req.valid('param').centre);
	const { year, by } = c.req.valid('query');
	const statistics = await wishStatistics(db, id, { year });
	return c.json(
		{
			...statistics,
			asOf: statistics.asOf.toISOString(),
			by: by === undefined ? statistics.by : { [by]: statistics.by[by] }
		},
		200
	);
});
