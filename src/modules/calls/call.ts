/** How much a call presses, in the words of the pages and of the message. */
export const urgencies = {
	ordinary: '一般',
	urgent: '紧急',
	emergency: '特急'
} as const;
export type Urgency = keyof typeof urgencies;

/** Whether somebody has to answer to everything that is asked for, or to one thing of it. */
export const meetings = {
	all: '每一项都要符合',
	any: '符合其中一项就行'
} as const;
export type Meeting = keyof typeof meetings;

/** How an answer came. */
export const answerWays = { online: '本人答复', phone: '电话里说的' } as const;

/** Whom a wave of a call is for. An empty list asks nothing. */
export interface Audience {
	met: Meeting;
	/** Where they have reported in. */
	communities: string[];
	/** Where they live. */
	grids: string[];
	kinds: string[];
	skills: string[];
	/** In which they have served. */
	fields: string[];
}

/** The lists of those a call has to do with, each behind its figure. */
export const lists = {
	told: '已通知',
	unreached: '短信发不到',
	yes: '能来',
	no: '来不了',
	silent: '还没答复',
	waiting: '候补',
	came: '到场',
	left: '已离开'
} as const;
export type ListName = keyof typeof lists;

export const listNames = Object.keys(lists) as [ListName, ...ListName[]];
