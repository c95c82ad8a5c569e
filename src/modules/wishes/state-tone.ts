import type { WishState } from './lifecycle.ts';

/** How a state is drawn, for StateTag: waiting, open to take, under way, done, ended. */
export const stateTones = {
	collected: 'warning',
	verifying: 'warning',
	rejected: 'neutral',
	merged: 'neutral',
	converted: 'neutral',
	approving: 'warning',
	published: 'accent',
	partiallyClaimed: 'accent',
	claimed: 'info',
	assessing: 'info',
	implementing: 'info',
	submitted: 'warning',
	accepted: 'success',
	closed: 'success',
	withdrawn: 'neutral'
} as const satisfies Record<WishState, string>;
