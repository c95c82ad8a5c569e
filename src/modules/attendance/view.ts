import type { Issue } from '#kernel/errors.ts';

/** What every page of a shift shows of it. */
export interface ShiftHead {
	site: string;
	/** The address of the shift's register. */
	base: string;
	title: string;
	when: string;
	where: string;
	isCancelled: boolean;
	isOver: boolean;
	submissionKey: string;
}

/** A form that was refused, as it was typed. */
export interface Refused {
	values: Record<string, string | string[]>;
	issues: Issue[];
	message: string;
}

/** What was typed, over what the form begins with, and what is wrong with it. */
export function again(form: Refused | null | undefined) {
	const errors = new Map(form?.issues.map(({ field, message }) => [field, message]));
	const typed = (name: string, start: string): string => (form ? String(form.values[name] ?? '') : start);
	return { issues: form?.issues ?? [], message: form?.message, typed, errorOf: (name: string) => errors.get(name) };
}

/** Issues of a list, each with whose row it is. */
export const named = (issues: readonly Issue[], rows: readonly { memberId: string; who: string }[]): Issue[] =>
	issues.map(({ field, message }) => {
		const row = rows.find(({ memberId }) => field.endsWith(memberId));
		return { field, message: row ? `${row.who}：${message}` : message };
	});
