import { error, fail } from '@sveltejs/kit';
import { isKnown, statusOf, type Issue } from '#kernel/errors.ts';

/** A refused form, as a page shows it again: what was typed, what is wrong. */
export interface RefusedForm {
	values: Record<string, string | string[]>;
	issues: Issue[];
	message: string;
}

/** The answer of a form action to a form that was not well-formed. */
export const malformed = ({ values, issues }: { values: RefusedForm['values']; issues: Issue[] }) =>
	fail(422, { values, issues, message: '' } satisfies RefusedForm);

/** The answer of a form action to an error of a command that says what is wrong; others are thrown on. */
export function refusedForm(thrown: unknown, values: RefusedForm['values'] = {}) {
	if (!isKnown(thrown)) throw thrown;
	const issues = 'issues' in thrown ? thrown.issues : [];
	return fail(statusOf(thrown), {
		values,
		issues,
		message: issues.length > 0 ? '' : thrown.message
	} satisfies RefusedForm);
}

/** The page of an error of a command or query that says what is wrong; others are thrown on. */
export function refusedPage(thrown: unknown): never {
	if (!isKnown(thrown)) throw thrown;
	error(statusOf(thrown), thrown.message);
}
