import { z } from '@hono/zod-openapi';
import type { Context } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { mayKeep } from './policy.ts';
import { centreBySlug } from './queries/centres.server.ts';

export const tags = ['名录'];
export const CentreParam = z.object({
	centre: z
		.string()
		.max(40)
		.meta({ description: '中心的网址名称', examples: ['meihuacun'] })
});
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });
export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });
export const Added = z.object({ id: z.uuid() });
export const Changed = z.object({ changed: z.literal(true) });
export const Q = z
	.string()
	.max(50)
	.optional()
	.meta({ description: '名称里的几个字，或者拼音首字母；几个词用空格隔开' });
export const After = z.uuid().optional().meta({ description: '上一页的 next' });
export const Next = z.uuid().nullable().meta({ description: '下一页把它作为 after 传回来；null 就是最后一页' });

/** The centre of an operation for those who keep its directory. Errors: Missing; Refused for everybody else. */
export async function keptCentreOf({ db, actor }: Context, slug: string): Promise<string> {
	const { id } = await centreBySlug(db, slug);
	if (!mayKeep(actor, id)) throw new Refused('只有本中心的工作人员和管理员可以用名录的接口。');
	return id;
}

/** Errors: Missing for what is no id at all. */
export function idIn(text: string, otherwise: string): string {
	if (!isId(text)) throw new Missing(otherwise);
	return text;
}
