import type { CoKind } from './nouns.ts';

export interface Option {
	value: string;
	label: string;
}

/** What the forms of an entry need besides what was typed. */
export interface CoOptions {
	fields: Option[];
	skills: Option[];
	communities: Option[];
	organisations: Option[];
	demands: Option[];
	resources: Option[];
	agreements: Option[];
	projects: Option[];
}

export interface FieldsProps {
	options: CoOptions;
	values: Record<string, string>;
	lists: Record<string, string[]>;
	errors: Record<string, string>;
	/** It is there already: its community and organisation stay. */
	changing?: boolean;
}

/** The page of one transition. */
export interface CoTransitionView {
	kind: CoKind;
	action: string;
	/** The button. */
	label: string;
	title: string;
	about: string;
	back: string;
	submissionKey: string;
	today: string;
	/** The names of the fields that are asked, in order. */
	asked: string[];
	/** What is to be read before: the lines of what is agreed on. */
	reading: string[];
	/** Whether an answer is optional. */
	optional: string[];
	/** Fields as for a new entry. */
	isChange: boolean;
	options: CoOptions;
	/** For fields that choose one: milestones, items, lines, sides. */
	choices: Record<string, Option[]>;
	values: Record<string, string>;
	lists: Record<string, string[]>;
}
