import { z } from '@hono/zod-openapi';
import { errorResponses } from '#kernel/api.ts';
import type { Context } from '#kernel/command.ts';
import { centreBySlug } from '#modules/directory/server.ts';

export const Centre = z.object({
	centre: z
		.string()
		.max(40)
		.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
});
export const idOf = (what: string) =>
	z
		.string()
		.max(40)
		.meta({ description: `${what}的 id` });
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });
export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });
/** The one answer that is a success, and all that are none. */
export const answers = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
	200: { description, ...json(schema) },
	...errorResponses
});

/** The id of a centre by the part of the address that stands for it. Errors: Missing. */
export const centreIdOf = async ({ db }: Context, slug: string): Promise<string> => (await centreBySlug(db, slug)).id;

export const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;
export const Moment = z.iso.datetime().nullable();

export const Total = z.object({
	times: z.int().meta({ description: '人次' }),
	minutes: z.int().meta({ description: '认定的时长，单位分钟' })
});
export const Fields = z.array(Total.extend({ code: z.string(), name: z.string() }));
export const Deadline = z
	.object({ dueOn: z.iso.date(), light: z.enum(['green', 'yellow', 'red', 'paused']), words: z.string() })
	.nullable();
export const SubjectAnswer = z.object({
	kind: z.enum(['member', 'organisation']),
	id: z.uuid(),
	label: z.string().meta({ description: '管名册的人和本人单位看到姓名，其他人看到称呼' })
});
export const Next = z.string().nullable().meta({ description: '下一页，作为 after 传回来' });
export const after = z.string().max(60).optional();
