import type { PostAction, PostState, ShiftState, SignUpState } from './lifecycle.ts';

/** A shift as its organiser sees it in a list. */
export interface ShiftWorkLine {
	id: string;
	when: string;
	places: number;
	held: number;
	free: number;
	waiting: number;
	kept: number;
	state: ShiftState;
}

/** A post as its organiser works on it. */
export interface PostWork {
	post: {
		id: string;
		reference: string;
		title: string;
		field: string;
		community: string | null;
		organiser: string | null;
		place: string;
		description: string;
		conditions: string | null;
		contact: string | null;
		skills: string[];
		skillsRequired: boolean;
		state: PostState;
	};
	shifts: ShiftWorkLine[];
	past: ShiftWorkLine[];
	actions: PostAction[];
}

/** Somebody in a shift, as its organiser sees them. */
export interface PersonInShift {
	memberId: string;
	/** Their name where the visitor may know it; else how they are called in public. */
	name: string;
	unit: string | null;
	/** The organisation on whose roster they are. */
	rosterOf: string | null;
	state: SignUpState;
	skillsConfirmed: boolean;
	/** Whether the visitor may take them out. */
	mayRemove: boolean;
}

/** A shift as its organiser works on it. */
export interface ShiftWork {
	id: string;
	postId: string;
	title: string;
	when: string;
	place: string;
	places: number;
	free: number;
	state: ShiftState;
	note: string | null;
	hasSkills: boolean;
	people: PersonInShift[];
	quotas: { organisationId: string; name: string; places: number; held: number }[];
}

type Options = { value: string; label: string }[];

/** The page of a step with a post. */
export interface PostStepView {
	action: 'change' | 'plan' | 'cancel';
	title: string;
	post: { title: string };
	submissionKey: string;
	/** YYYY-MM-DD in Shanghai. */
	today: string;
	rhythms: Options;
	options: { fields: Options; communities: Options; skills: Options };
	/** What its fields begin with. */
	start: Record<string, string | string[]>;
}

/** The page of a step with a shift. */
export interface ShiftStepView {
	action: 'change' | 'cancel';
	title: string;
	shift: { title: string; when: string; people: number };
	submissionKey: string;
	today: string;
	start: Record<string, string>;
}
