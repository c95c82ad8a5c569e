import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import { newSubmissionKey } from '#kernel/form.ts';
import { isId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import type { Centre } from '#modules/directory/server.ts';
import { mayDecideRecords, maySeeRecords, PeriodForm, periodsAt, yearOf } from '#modules/records/index.ts';
import { answerForm } from '../office.server.ts';
import { deskOf } from '../desk.server.ts';

/** The centre of a page of the records, for those who work with them. 401 to a guest, 404 to all others. */
export async function recordsCentre(context: Context, slug: string): Promise<Centre> {
	const centre = await deskOf(context, slug);
	if (!maySeeRecords(context.actor, centre.id)) error(404, '没有这个页面。');
	return centre;
}

/** The same for those who set the rules of recognition; 403 to those who only look on. */
export async function ruledCentre(context: Context, slug: string): Promise<Centre> {
	const centre = await recordsCentre(context, slug);
	if (!mayDecideRecords(context.actor, centre.id)) error(403, '表彰规则由工作人员和中心负责人来定。');
	return centre;
}

/** The period of an address, this year when it names none, and what there is to choose from. */
export function periodIn(url: URL, { clock }: Context): { period: string; periods: string[] } {
	const today = shanghaiDate(clock());
	const asked = PeriodForm.safeParse(url.searchParams.get('period'));
	return { period: asked.success ? asked.data : yearOf(today), periods: periodsAt(today) };
}

/** Where a page of a list begins, if the address says so. */
export function afterIn(url: URL): string | undefined {
	const after = url.searchParams.get('after') ?? undefined;
	return isId(after) ? after : undefined;
}

/** The address of the page that follows, with what the list is cut by. */
export const olderOf = (next: string | null, cut: Record<string, string> = {}): string | null =>
	next && `?${new URLSearchParams({ ...cut, after: next })}`;

interface Asked {
	params: { centre: string; [name: string]: string | undefined };
	request: Request;
	locals: { context: Context };
}

type Run<Data> = (context: Context, data: Data & { centreId: string }, event: Asked, key: string) => Promise<string>;

/** An action of a page: the form read by its schema, the command, and on to the address that `run` gives. */
export const doing =
	<Schema extends z.ZodObject>(schema: Schema, run: Run<z.output<Schema>>) =>
	async (event: Asked) => {
		const { context } = event.locals;
		const { id: centreId } = await recordsCentre(context, event.params.centre);
		return answerForm(event.request, schema, (data, key) => run(context, { ...data, centreId }, event, key));
	};

/** A fresh key for each of the forms of a page. */
export const keysFor = <Name extends string>(...names: Name[]): Record<Name, string> =>
	Object.fromEntries(names.map((name) => [name, newSubmissionKey()])) as Record<Name, string>;
