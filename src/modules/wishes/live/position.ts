/**
 * How far a reader of the wall's changes has come: a snapshot of PostgreSQL (which transactions they have seen, exactly,
 * in whatever order those committed) and when it was taken, in seconds. Written `1700000000.10:12:10,11`.
 */
export interface Position {
	at: number;
	snapshot: string;
}

export const positionText = ({ at, snapshot }: Position): string => `${at}.${snapshot}`;

/** Reads one from the outside; undefined for anything PostgreSQL would not take for a snapshot. */
export function positionIn(text: string | null | undefined): Position | undefined {
	const found = WRITTEN.exec(text ?? '');
	if (!found) return undefined;
	const [, at = '', least = '', next = '', running = ''] = found;
	const under = running === '' ? [] : running.split(',').map(BigInt);
	const [xmin, xmax] = [BigInt(least), BigInt(next)];
	const isOrdered = under.every((one, index) => one >= xmin && one < xmax && one >= (under[index - 1] ?? xmin));
	return xmin > 0n && xmin <= xmax && isOrdered
		? { at: Number(at), snapshot: `${least}:${next}:${running}` }
		: undefined;
}

const WRITTEN = /^(\d{1,12})\.(\d{1,18}):(\d{1,18}):((?:\d{1,18}(?:,\d{1,18}){0,300})?)$/;
