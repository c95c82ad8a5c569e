/** What decides whether there is room in a shift. */
export interface Room {
	places: number;
	/** Held places, those of rosters too. */
	held: number;
	quotas: readonly { places: number; held: number }[];
	/** Shortly before the shift, what organisations have not used is everybody's. */
	isReleased: boolean;
}

/** How many places anybody can still take: all, less those held, less those that are kept for organisations and not yet used. */
export const freePlaces = ({ places, held, quotas, isReleased }: Room): number =>
	Math.max(0, places - held - (isReleased ? 0 : unused(quotas)));

/** How many places an organisation's roster can still take. */
export const freeOnRoster = (room: Room, quota: { places: number; held: number }): number =>
	Math.max(0, Math.min(quota.places - quota.held, room.isReleased ? room.places - room.held : Infinity));

/** Whether what is held and what is kept still fits. */
export const fits = ({ places, held, quotas, isReleased }: Room): boolean =>
	held + (isReleased ? 0 : unused(quotas)) <= places;

const unused = (quotas: Room['quotas']): number =>
	quotas.reduce((sum, { places, held }) => sum + Math.max(0, places - held), 0);

/** The lowest number nobody holds; one beyond the last when all are taken: the database refuses it. */
export function firstFree(places: number, taken: readonly number[]): number {
	const held = new Set(taken);
	for (let place = 1; place <= places; place += 1) if (!held.has(place)) return place;
	return places + 1;
}
