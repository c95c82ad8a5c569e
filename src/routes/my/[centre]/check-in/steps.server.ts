import { fail } from '@sveltejs/kit';
import type { z } from 'zod';
import { readForm, type FormResult } from '#kernel/form.ts';
import { refusedForm } from '#src/routes/known-errors.server.ts';
import type { Asked, Question } from './question.ts';

/**
 * One step through the questions: to the next, or back, or, when the last was answered, what `finish` makes of it. Nothing is
 * kept between the pages but in the form itself, so it works without script and leaves nothing behind.
 */
export async function ask<Schema extends z.ZodType>(
	fields: FormData,
	questions: readonly Question[],
	schema: Schema,
	finish: (data: z.output<Schema>, submissionKey: string) => Promise<never>
) {
	const at = Math.min(Math.max(Number(fields.get('at')) || 0, 0), questions.length - 1);
	const values = typedIn(fields, questions);
	const back = fields.get('back');
	if (back !== null) return asked(Math.min(Math.max(Number(back) || 0, 0), at), values);
	const form: FormResult<z.output<Schema>> = await readForm(fields, schema);
	const isLast = at === questions.length - 1;
	const issues = form.ok ? [] : form.issues.filter(({ field }) => isLast || field === questions[at]?.field);
	if (issues.length > 0) return fail(422, { at, values, issues, message: '' } satisfies Asked);
	if (!isLast || !form.ok) return asked(at + 1, values);
	return finish(form.data, form.submissionKey).catch((thrown: unknown) => {
		const { status, data } = refusedForm(thrown, values);
		return fail(status, { ...data, at } satisfies Asked);
	});
}

const asked = (at: number, values: Asked['values']): Asked => ({ at, values, issues: [], message: '' });

/** All that was typed, of the fields of the questions. */
const typedIn = (fields: FormData, questions: readonly Question[]): Asked['values'] =>
	Object.fromEntries(
		questions.flatMap(({ field, as }): [string, string | string[]][] => {
			const texts = fields.getAll(field).filter((value) => typeof value === 'string');
			if (as === 'checks') return [[field, texts]];
			return texts[0] ? [[field, texts[0]]] : [];
		})
	);
