import { dayParts, freeTimesInWords, weekdays } from '#modules/directory/index.ts';

/** Free times as codes: `sat-am`; in the database the mask of directory, Monday morning first. */
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const PARTS = ['am', 'pm', 'eve'] as const;

export type TimeCode = `${(typeof DAYS)[number]}-${(typeof PARTS)[number]}`;

/** The seven days with their three parts each, for a form. */
export const timeTable = DAYS.map((day, at) => ({
	label: weekdays[at] ?? day,
	parts: PARTS.map((part, partAt) => ({ code: `${day}-${part}` as TimeCode, label: dayParts[partAt] ?? part }))
}));

export const timeCodes = timeTable.flatMap(({ parts }) => parts.map(({ code }) => code)) as [TimeCode, ...TimeCode[]];

export const maskOf = (codes: readonly TimeCode[]): number =>
	codes.reduce((mask, code) => mask | (1 << timeCodes.indexOf(code)), 0);

export const codesIn = (mask: number): TimeCode[] => timeCodes.filter((_, bit) => (mask & (1 << bit)) !== 0);

/** 周六上午、周日全天. */
export const timeWords = freeTimesInWords;
