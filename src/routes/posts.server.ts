import { redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Actor } from '#kernel/actor.ts';
import { grantsOf } from '#kernel/actor.ts';
import type { Db } from '#kernel/db.ts';
import { formOf, readForm } from '#kernel/form.ts';
import { communitiesOf, organisationsOf, serviceFieldsOf, skillsOf } from '#modules/directory/server.ts';
import { malformed, refusedForm } from './known-errors.server.ts';

/** As which member somebody acts in a centre. */
export const ownMember = (actor: Actor, centreId: string): string | undefined =>
	grantsOf(actor, centreId, 'member')[0]?.scopeId;

/** The organisations somebody represents in a centre. */
export const ownOrganisations = (actor: Actor, centreId: string): string[] =>
	grantsOf(actor, centreId, 'organisationRepresentative').map(({ scopeId }) => scopeId);

/**
 * The answer to a form: read, done, and on to the address that `run` gives; or the form again with what was typed and what to do
 * about it.
 */
export async function answerForm<Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
	run: (data: z.output<Schema>, submissionKey: string) => Promise<string>
) {
	const fields = await formOf(request);
	const form = await readForm(fields, schema);
	if (!form.ok) return malformed(form);
	const typed = [...new Set(fields.keys())].filter((name) => name !== 'submissionKey');
	const values = Object.fromEntries(
		typed.map((name) => {
			const texts = fields.getAll(name).filter((value) => typeof value === 'string');
			return [name, texts.length > 1 ? texts : (texts[0] ?? '')];
		})
	);
	const next = await run(form.data, form.submissionKey).catch((thrown: unknown) => refusedForm(thrown, values));
	if (typeof next !== 'string') return next;
	redirect(303, next);
}

/** What the fields of a post are chosen from. */
export async function postOptions(db: Db, centreId: string) {
	const [fields, communities, skills, organisations] = await Promise.all([
		serviceFieldsOf(db, centreId),
		communitiesOf(db, centreId),
		skillsOf(db, centreId),
		organisationsOf(db, centreId)
	]);
	return {
		fields: fields.map(({ code, name }) => ({ value: code, label: name })),
		communities: communities.map(({ id, name }) => ({ value: id, label: name })),
		skills: skills.map(({ code, name }) => ({ value: code, label: name })),
		organisations: organisations.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))
	};
}
