import type { Tone } from '#ui/badge/tone.ts';
import type { Urgency } from './call.ts';
import type { CallState } from './lifecycle.ts';

export const callTones: Record<CallState, Tone> = {
	draft: 'neutral',
	open: 'accent',
	ended: 'success',
	cancelled: 'neutral'
};

export const urgencyTones: Record<Urgency, Tone> = { ordinary: 'neutral', urgent: 'warning', emergency: 'danger' };
