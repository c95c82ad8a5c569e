const HOUR_MS = 3_600_000;
/** China has one time and no summer time. */
const SHANGHAI_MS = 8 * HOUR_MS;
const [FROM, UNTIL] = [8, 20];

/** When a message that is no answer may go out: at once between eight and eight, else at eight in the morning. */
export function daytime(moment: Date): Date {
	const hour = ((moment.getTime() + SHANGHAI_MS) % (24 * HOUR_MS)) / HOUR_MS;
	if (hour >= FROM && hour < UNTIL) return moment;
	const midnight = moment.getTime() - hour * HOUR_MS;
	return new Date(Math.round(midnight) + (FROM + (hour < FROM ? 0 : 24)) * HOUR_MS);
}
