import type { Issue } from '#kernel/errors.ts';

/** One page of a form that asks a question at a time. */
export interface Question {
	/** What the answer is called in the form. */
	field: string;
	/** The heading of the page. */
	title: string;
	/** What the answer is called on the page that shows them all. */
	label: string;
	as: 'text' | 'area' | 'radios' | 'checks' | 'consent';
	hint?: string;
	optional?: boolean;
	/** Choices; `within`: only when this answer was given to the question before. */
	options?: readonly { value: string; label: string; within?: string }[];
	/** Names that are offered while one types. */
	names?: readonly string[];
	autocomplete?: 'name' | 'off';
}

/** What the page shows: at which question, with all that was typed so far in hidden fields. */
export interface Asked {
	at: number;
	values: Record<string, string | string[]>;
	issues: Issue[];
	message: string;
}
