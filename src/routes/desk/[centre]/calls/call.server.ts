import { error, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { formOf, readForm } from '#kernel/form.ts';
import { isId } from '#kernel/ids.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { callLifecycle, mayCall, type AudienceOptions } from '#modules/calls/index.ts';
import { callById, type CallDetail } from '#modules/calls/server.ts';
import { communitiesOf, gridsOf, serviceFieldsOf, skillsOf, type Centre } from '#modules/directory/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../desk.server.ts';

/** The centre of a page for those who call its members. Answers 401 to a guest, 404 to all others. */
export async function callingCentre(context: Context, slug: string): Promise<Centre> {
	const centre = await deskOf(context, slug);
	if (!mayCall(context.actor, centre.id)) error(404, '没有这个页面。');
	return centre;
}

/** The call of a page. Answers 404 when there is none, 409 when it is not in a state in which the page has something to do. */
export async function callAt(
	context: Context,
	{ centre: slug, call: id }: { centre: string; call: string },
	action?: Parameters<typeof isPossible>[1]
): Promise<{ centre: Centre; call: CallDetail; base: string }> {
	const centre = await callingCentre(context, slug);
	if (!isId(id)) error(404, '没有这份动员令。');
	const call = await callById(context, centre.id, id).catch(refusedPage);
	if (action !== undefined && !isPossible(call, action))
		error(409, `这份动员令${callLifecycle.states[call.state].label}，不能“${callLifecycle.actions[action]}”。`);
	return { centre, call, base: `/desk/${slug}/calls/${call.id}` };
}

const isPossible = ({ state }: CallDetail, action: keyof typeof callLifecycle.actions): boolean =>
	actionsFor(callLifecycle, state, ['clerk', 'leader']).includes(action);

/** What can be asked of those a call is for. */
export async function audienceOptions(db: Db, centreId: string): Promise<AudienceOptions> {
	const [communities, grids, skills, fields] = await Promise.all([
		communitiesOf(db, centreId),
		gridsOf(db, centreId),
		skillsOf(db, centreId),
		serviceFieldsOf(db, centreId)
	]);
	const coded = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name });
	return {
		communities: communities.map(({ id, name }) => ({ value: id, label: name })),
		grids: grids.map(({ id, name, communityName }) => ({ value: id, label: `${communityName}${name}` })),
		skills: skills.map(coded),
		fields: fields.map(coded)
	};
}

/** Like `answerForm` of the office, for forms in which several of a list are chosen. */
export async function answerCallForm<Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
	run: (data: z.output<Schema>, submissionKey: string) => Promise<string>
) {
	const fields = await formOf(request);
	const form = await readForm(fields, schema);
	if (!form.ok) return malformed(form);
	const next = await run(form.data, form.submissionKey).catch((thrown: unknown) =>
		refusedForm(thrown, typedIn(fields))
	);
	if (typeof next !== 'string') return next;
	redirect(303, next);
}

const LISTS = ['communities', 'grids', 'kinds', 'skills', 'fields', 'memberIds'];

/** What was typed, as typed. */
export const typedIn = (fields: FormData): Record<string, string | string[]> =>
	Object.fromEntries(
		[...new Set(fields.keys())]
			.filter((name) => name !== 'submissionKey')
			.map((name) => {
				const texts = fields.getAll(name).filter((value) => typeof value === 'string');
				return [name, LISTS.includes(name) ? texts : (texts[0] ?? '')];
			})
	);
