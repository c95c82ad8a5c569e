import type { Tone } from '#ui/badge/tone.ts';
import { postLifecycle, shiftLifecycle, type PostState, type ShiftState } from './lifecycle.ts';

export const stateLabels: Record<PostState, string> = labels(postLifecycle.states);
export const shiftLabels: Record<ShiftState, string> = labels(shiftLifecycle.states);
export const postTones: Record<PostState, Tone> = {
	draft: 'warning',
	open: 'success',
	closed: 'neutral',
	cancelled: 'neutral'
};

function labels<State extends string>(states: Record<State, { label: string }>): Record<State, string> {
	return Object.fromEntries(
		Object.entries<{ label: string }>(states).map(([state, { label }]) => [state, label])
	) as Record<State, string>;
}
