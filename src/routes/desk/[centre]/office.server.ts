import { error, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Actor } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { formOf, readForm } from '#kernel/form.ts';
import { mayAudit, mayKeep, mayManage } from '#modules/directory/index.ts';
import { mayReviewOpenings } from '#modules/people/index.ts';
import type { Centre } from '#modules/directory/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { deskOf } from './desk.server.ts';

/** The centre of a page for some of its staff only, for loads and actions. Answers 401 to a guest, 404 to all others. */
const only =
	(may: (actor: Actor, centreId: string) => boolean) =>
	async (context: Context, slug: string): Promise<Centre> => {
		const centre = await deskOf(context, slug);
		if (!may(context.actor, centre.id)) error(404, '没有这个页面。');
		return centre;
	};

/** For administrators. */
export const managedCentre = only(mayManage);
/** For administrators and clerks. */
export const keptCentre = only(mayKeep);
/** For those who lead or audit. */
export const reviewedCentre = only(mayReviewOpenings);
/** For administrators and auditors. */
export const auditedCentre = only(mayAudit);

/**
 * The answer to a form of the office: read, done, and on to the address that `run` gives; or the form again with what was
 * typed and what to do about it.
 */
export async function answerForm<Schema extends z.ZodType>(
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

/** What was typed, as typed, several boxes of one name as a list; passwords are never sent back. */
function typedIn(fields: FormData): Record<string, string | string[]> {
	const names = [...new Set(fields.keys())].filter((name) => !/password|submissionKey/i.test(name));
	return Object.fromEntries(
		names.flatMap((name): [string, string | string[]][] => {
			const texts = fields.getAll(name).filter((value) => typeof value === 'string');
			return texts[0] === undefined ? [] : [[name, texts.length > 1 ? texts : texts[0]]];
		})
	);
}
