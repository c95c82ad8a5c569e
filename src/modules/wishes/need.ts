import { fulfilledStates, isIn, openStates, type WishState } from './lifecycle.ts';

/** As much of a wish as says what it still needs. */
interface Needing {
	state: WishState;
	places: number;
	claimed: number;
}

/** What a wish on the wall still needs, in the words of the wall. */
export function needOf({ state, places, claimed }: Needing): string {
	if (isIn(fulfilledStates, state)) return '已实现';
	if (isIn(openStates, state)) return `还差 ${places - claimed} 位认领人`;
	if (state === 'submitted') return '做好了，等本人确认';
	if (claimed < places) return '正在办';
	return state === 'claimed' ? '认领人齐了' : '认领人齐了，正在办';
}

/** Whether somebody can still take a place. */
export const isOpen = ({ state }: Pick<Needing, 'state'>): boolean => isIn(openStates, state);

/** A reference number in two groups of four, as it is read aloud. */
export const spokenReference = (reference: string): string => `${reference.slice(0, 4)} ${reference.slice(4)}`;
