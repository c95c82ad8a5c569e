/** What a transition writes besides its state. */
export interface Outcome {
	/** Columns that change with it. */
	set?: Record<string, unknown>;
	/** For the fact: no personal detail. */
	data?: Record<string, unknown>;
	note?: string | null | undefined;
	/** Said to whoever acts. */
	result?: Record<string, string>;
}

/** What is written down of an action. */
export const factOf = {
	accept: 'checkIn.accepted',
	decline: 'checkIn.declined',
	confirm: 'checkIn.confirmed',
	transfer: 'checkIn.movedOut',
	withdraw: 'checkIn.withdrawn'
} as const;
