/** The time now. Commands take it from their context, so that a test or a loader can set it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** A clock that stands still at one moment. */
export const clockAt =
	(moment: Date): Clock =>
	() =>
		moment;
