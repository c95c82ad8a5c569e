import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, type ApiRouter } from '#kernel/api.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { checkInStatistics } from './queries/check-in-statistics.server.ts';

const Count = z.int().nonnegative();
const Slices = (description: string) =>
	z.array(z.object({ key: z.string(), label: z.string(), count: Count })).meta({ description });
const Breakdown = z.object({
	state: Slices('每种状态的报到'),
	kind: Slices('已报到的，按类别'),
	community: Slices('已报到的，按社区；key 是中心自己的编号，就是向街道报到'),
	field: Slices('已报到的单位，按能提供的服务'),
	month: Slices('已报到的，按报到的月份')
});

const Statistics = z
	.object({
		asOf: z.iso.datetime().meta({ description: '全部数字同一时刻的截止时间' }),
		organisations: Count.meta({ description: '已报到的单位数，同一单位只算一次' }),
		inServiceMembers: Count.meta({ description: '已报到的在职党员人数，同一人只算一次' }),
		members: Count.meta({ description: '已报到的党员人数，各类都算，同一人只算一次' }),
		by: z.object({ organisation: Breakdown, member: Breakdown })
	})
	.meta({ id: 'CheckInStatistics', description: '每个数字都等于把数据库里的行一件一件数出来' });

const checkIns = createRoute({
	method: 'get',
	path: '/centres/{centre}/statistics/check-ins',
	tags: ['统计'],
	summary: '双报到的数字',
	request: {
		params: z.object({
			centre: z
				.string()
				.max(40)
				.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
		})
	},
	responses: {
		200: { description: '数字', content: { 'application/json': { schema: Statistics } } },
		...errorResponses
	}
});

export const addCheckInStatistics = (api: ApiRouter): void =>
	void api.openapi(checkIns, async (c) => {
		const { db } = c.var.context;
		const { id } = await centreBySlug(db, c.req.valid('param').centre);
		const { asOf, ...figures } = await checkInStatistics(db, id);
		return c.json({ ...figures, asOf: asOf.toISOString() }, 200);
	});
