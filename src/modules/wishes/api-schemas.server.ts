import { z } from '@hono/zod-openapi';
import { wishStates } from './lifecycle.ts';
import { keysOf, kinds } from './wish.ts';

export const tags = ['心愿'];
export const Centre = z.object({
	centre: z
		.string()
		.max(40)
		.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
});
export const Wish = Centre.extend({ wish: z.string().max(40).meta({ description: '心愿的 id' }) });
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });

export const Cover = z.object({ id: z.uuid(), width: z.int(), height: z.int(), alt: z.string() });
export const Card = z
	.object({
		id: z.uuid(),
		reference: z.string().meta({ description: '8 位编号，可以在电话里念' }),
		kind: z.enum(keysOf(kinds)),
		state: z.enum(wishStates),
		category: z.object({ code: z.string(), name: z.string() }),
		community: z.object({ id: z.uuid(), name: z.string() }),
		title: z.string(),
		publicText: z.string(),
		alias: z.string().meta({ description: '公开的称呼，不是姓名' }),
		places: z.int(),
		claimed: z.int(),
		publishedOn: z.iso.date(),
		completedOn: z.iso.date().nullable(),
		cover: Cover.nullable().meta({ description: '图片在 /files/{id}/card.webp' })
	})
	.meta({ id: 'Wish' });
