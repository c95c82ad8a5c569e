import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import { newSubmissionKey } from '#kernel/form.ts';
import { isId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import type { Centre } from '#modules/directory/server.ts';
import { ownIn, PeriodForm, periodsAt, yearOf } from '#modules/records/index.ts';
import { answerForm } from '#src/routes/desk/[centre]/office.server.ts';
import { myCentre } from '../../my.server.ts';

/** The member that somebody is in this centre. 401 to a guest, 404 to who is none. */
export async function ownMember(context: Context, slug: string): Promise<{ centre: Centre; memberId: string }> {
	const centre = await myCentre(context, slug);
	const [memberId] = ownIn(context.actor, centre.id).members;
	if (memberId === undefined) error(404, '这里只有登记过的党员才有。要登记，请联系工作人员。');
	return { centre, memberId };
}

/** The organisations that somebody speaks for in this centre. 401 to a guest, 404 to who speaks for none. */
export async function ownUnits(context: Context, slug: string): Promise<{ centre: Centre; organisations: string[] }> {
	const centre = await myCentre(context, slug);
	const { organisations } = ownIn(context.actor, centre.id);
	if (organisations.length === 0) error(404, '这里只有单位代表才有。要代表单位，请联系工作人员。');
	return { centre, organisations };
}

/** The period of an address, this year when it names none, and what there is to choose from. */
export function periodIn(url: URL, { clock }: Context): { period: string; periods: string[] } {
	const today = shanghaiDate(clock());
	const asked = PeriodForm.safeParse(url.searchParams.get('period'));
	return { period: asked.success ? asked.data : yearOf(today), periods: periodsAt(today) };
}

/** Where the hours of a record go on: what the address asks for, and the addresses of the pages beside it. */
export function pagesIn(url: URL, period: string) {
	const asked = url.searchParams.get('after') ?? undefined;
	const after = isId(asked) ? asked : undefined;
	return {
		after,
		newest: after ? `?period=${period}` : null,
		olderOf: (next: string | null) => next && `?${new URLSearchParams({ period, after: next })}`
	};
}

interface Asked {
	params: { centre: string; [name: string]: string | undefined };
	request: Request;
	locals: { context: Context };
}

type Run<Data> = (context: Context, data: Data & { centreId: string }, event: Asked, key: string) => Promise<string>;

/** An action of somebody's own page: the form read by its schema, the command, and on to the address that `run` gives. */
export const doing =
	<Schema extends z.ZodObject>(schema: Schema, run: Run<z.output<Schema>>) =>
	async (event: Asked) => {
		const { context } = event.locals;
		const { id: centreId } = await myCentre(context, event.params.centre);
		return answerForm(event.request, schema, (data, key) => run(context, { ...data, centreId }, event, key));
	};

/** A fresh key for each of the forms of a page. */
export const keysFor = <Name extends string>(...names: Name[]): Record<Name, string> =>
	Object.fromEntries(names.map((name) => [name, newSubmissionKey()])) as Record<Name, string>;
