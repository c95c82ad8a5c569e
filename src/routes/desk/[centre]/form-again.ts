import type { Issue } from '#kernel/errors.ts';

interface Answer {
	values: Record<string, string | string[]>;
	issues: Issue[];
	message: string;
}

/** What a form shows: the answer to what was sent, if it was refused, over what it begins with. */
export function formAgain(answer: Answer | null | undefined, start: Record<string, string | string[]> = {}) {
	const issues = answer?.issues ?? [];
	return {
		failed: !!answer,
		issues,
		message: answer?.message ?? '',
		errors: Object.fromEntries(issues.map(({ field, message }) => [field, message])) as Record<string, string>,
		values: { ...start, ...answer?.values } as Record<string, string>
	};
}
