import type { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import { communitiesOf } from '#modules/directory/server.ts';

/** The choices of a list, as the address holds them; what is none of them is left out, and the list begins anew. */
export function chosenIn<Schema extends z.ZodObject>(url: URL, schema: Schema): z.output<Schema> {
	const given = [...url.searchParams].filter(([name, value]) => {
		const field = schema.shape[name];
		return field !== undefined && value.trim() !== '' && (field as z.ZodType).safeParse(value).success;
	});
	return schema.parse(Object.fromEntries(given));
}

/** The search part of the same list with something changed. */
export const searchWith = (
	chosen: Record<string, unknown>,
	change: Record<string, string | null | undefined>
): string =>
	`?${new URLSearchParams(
		Object.entries({ ...chosen, after: undefined, ...change }).flatMap(([name, value]) =>
			typeof value === 'string' && value !== '' ? [[name, value]] : []
		)
	)}`;

export const communityOptions = async ({ db }: Context, centreId: string) =>
	(await communitiesOf(db, centreId)).map(({ id, name }) => ({ value: id, label: name }));
