import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, newRouter } from '#kernel/api.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { dimensions, Year, type Dimension } from './figure.ts';
import { wishStatistics } from './queries/wish-statistics.server.ts';

const Count = z.int().nonnegative();
const Counts = z.object({
	collected: Count.meta({ description: '征集到的件数' }),
	claimed: Count.meta({ description: '有人认领的件数' }),
	completed: Count.meta({ description: '本人确认完成的件数' })
});
const Slices = z.array(
	z.object({ key: z.string(), label: z.string(), counts: z.object({ wish: Counts, project: Counts }) })
);
const Statistics = z
	.object({
		year: z.int().nullable().meta({ description: '征集的年份；没有就是历年合计' }),
		asOf: z.iso.datetime().meta({ description: '全部数字同一时刻的截止时间' }),
		microProjects: Counts.extend({
			amountFen: Count.meta({ description: '微项目实际花费，单位分' }),
			claimingOrganisations: Count.meta({ description: '认领微项目的单位数，同一单位只算一次' })
		}),
		microWishes: Counts.extend({
			distinctClaimingMembers: Count.meta({ description: '认领微心愿的党员人数，同一人只算一次' })
		}),
		by: z.object(
			Object.fromEntries(
				Object.entries(dimensions).map(([name, words]) => [name, Slices.meta({ description: words })])
			) as Record<Dimension, typeof Slices>
		)
	})
	.meta({ id: 'WishStatistics', description: '每个数字都从数据库的行里数出来' });

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
		query: z.object({ year: Year.optional() })
	},
	responses: {
		200: { description: '数字', content: { 'application/json': { schema: Statistics } } },
		...errorResponses
	}
});

export const statisticsApi = newRouter();

statisticsApi.openapi(wishes, async (c) => {
	const { db } = c.var.context;
	const { id } = await centreBySlug(db, c.req.valid('param').centre);
	const statistics = await wishStatistics(db, id, { year: c.req.valid('query').year });
	return c.json({ ...statistics, asOf: statistics.asOf.toISOString() }, 200);
});
