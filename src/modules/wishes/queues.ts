import type { WishState } from './lifecycle.ts';

/** Who has to do something next, as the desk lists what waits. */
export const queues = [
	{ who: '等工作人员', states: ['collected', 'verifying', 'submitted'] },
	{ who: '等负责人', states: ['approving'] },
	{ who: '等人认领', states: ['published', 'partiallyClaimed'] },
	{ who: '等认领人', states: ['claimed', 'assessing', 'implementing'] },
	{ who: '等归档', states: ['accepted'] }
] as const satisfies readonly { who: string; states: readonly WishState[] }[];

/** The states that wait for somebody, in the order of the desk's tabs. */
export const waitingStates: readonly WishState[] = queues.flatMap(({ states }) => [...states]);

/** The desk says “1000+” rather than count on: its pages stay as quick as the centre grows. */
export const MOST_COUNTED = 1000;

export const countWords = (count: number): string => (count >= MOST_COUNTED ? `${MOST_COUNTED}+` : String(count));
