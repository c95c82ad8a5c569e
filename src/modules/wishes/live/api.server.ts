import { createRoute, z, type RouteHandler } from '@hono/zod-openapi';
import { errorResponses, type ApiEnv } from '#kernel/api.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { Card, Centre, tags } from '../api-schemas.server.ts';
import { wallChanges } from './changes.server.ts';
import { wallStream } from './stream.server.ts';

const WallNews = z
	.object({
		id: z.uuid(),
		change: z.enum(wallChanges).meta({ description: '发生了什么' }),
		wish: Card.nullable().meta({ description: '心愿现在的样子；已经撤下时为空' }),
		need: z.string().nullable().meta({ description: '还差几位，用心愿墙上的话说' }),
		isOpen: z.boolean().meta({ description: '还能不能认领' }),
		open: z.int().meta({ description: '现在等人认领的心愿，最多数到 200' })
	})
	.meta({ id: 'WallNews' });

const Place = z.string().max(7000);

export const events = createRoute({
	method: 'get',
	path: '/centres/{centre}/wishes/events',
	tags,
	summary: '心愿墙的动静',
	description:
		'服务器推送的事件（text/event-stream），一秒之内到，只有公开的内容。事件 wish 的 data 是一个 WallNews；事件 reload 表示断开太久，' +
		'请重新读列表。断开以后带着最后的 id 再来（Last-Event-ID），漏掉的会补上；同一件事可能来两次，以后到的为准。',
	request: {
		params: Centre,
		query: z.object({ after: Place.optional().meta({ description: '没有 Last-Event-ID 时，从哪里开始' }) }),
		headers: z.object({ 'last-event-id': Place.optional() })
	},
	responses: {
		200: { description: '一直开着，直到一方断开', content: { 'text/event-stream': { schema: WallNews } } },
		...errorResponses
	}
});

export const streamEvents: RouteHandler<typeof events, ApiEnv> = async (c) => {
	const { db } = c.var.context;
	const { id } = await centreBySlug(db, c.req.valid('param').centre);
	const after = c.req.valid('header')['last-event-id'] || c.req.valid('query').after;
	// the address is what src/http/visit.ts has filled in
	const stream = await wallStream(db, id, { after, address: c.req.header('x-client-ip') ?? '' });
	return new Response(stream, { headers }) as never;
};

const headers = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-store, no-transform',
	// a proxy in front must not wait for more
	'x-accel-buffering': 'no'
};
