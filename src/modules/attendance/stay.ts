export type ScanKind = 'in' | 'out';

/** An accepted scan: what it says, and the moment of its code. */
export interface Scan {
	kind: ScanKind;
	at: Date;
}

export interface Span {
	cameAt: Date | null;
	leftAt: Date | null;
}

/** What the organiser wrote down; it stands above every scan. */
export type Entered = Span;

/**
 * When somebody came and left, by all their scans: the same whatever order they arrived in and however often. The first coming
 * counts, then the first leaving after the last coming. A leaving without a coming is kept: the coming may still be on the phone.
 */
export function stayOf(scans: readonly Scan[], entered: Entered = { cameAt: null, leftAt: null }): Span {
	const { cameAt: since, leftAt: until } = entered;
	const told = scans
		.filter(({ at }) => since === null || at >= since)
		.toSorted((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b));
	let [cameAt, leftAt]: [Date | null, Date | null] = [since, null];
	for (const { kind, at } of told)
		if (kind === 'out') leftAt ??= at;
		else [cameAt, leftAt] = [cameAt ?? at, null];
	if (until !== null) return { cameAt: cameAt !== null && cameAt > until ? null : cameAt, leftAt: until };
	return { cameAt, leftAt };
}

/** Of two in the same moment, the coming was first. */
const rank = ({ kind }: Scan): number => (kind === 'in' ? 0 : 1);

/** What of a stay lies within a shift; null when nothing does, or one end is not known. */
export function within({ cameAt, leftAt }: Span, shift: { startsAt: Date; endsAt: Date }): Interval | null {
	if (cameAt === null || leftAt === null) return null;
	const [from, to] = [later(cameAt, shift.startsAt), earlier(leftAt, shift.endsAt)];
	return from < to ? { from, to } : null;
}

export interface Interval {
	from: Date;
	to: Date;
}

/** What is left of an interval when others are taken out of it, in order. */
export function freeParts(whole: Interval, taken: readonly Interval[]): Interval[] {
	const free: Interval[] = [];
	let from = whole.from;
	for (const one of taken.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
		if (one.from > from) free.push({ from, to: earlier(one.from, whole.to) });
		from = later(from, one.to);
	}
	if (from < whole.to) free.push({ from, to: whole.to });
	return free.filter((part) => part.from < part.to);
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
