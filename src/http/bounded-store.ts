interface Entry<Value> {
	value: Value;
	bytes: number;
	until: number;
}

/**
 * Values that are kept for a while, never more than so many and so many bytes together: the oldest make room.
 * Times are those of `now`, in milliseconds.
 */
export function boundedStore<Value>({ entries, bytes, now }: { entries: number; bytes: number; now: () => number }) {
	const kept = new Map<string, Entry<Value>>();
	let weight = 0;

	const drop = (key: string): void => {
		weight -= kept.get(key)?.bytes ?? 0;
		kept.delete(key);
	};

	return {
		get(key: string): Value | undefined {
			const entry = kept.get(key);
			if (entry && entry.until > now()) return entry.value;
			if (entry) drop(key);
			return undefined;
		},
		set(key: string, value: Value, size: number, until: number): void {
			drop(key);
			if (size > bytes || until <= now()) return;
			kept.set(key, { value, bytes: size, until });
			weight += size;
			// a Map keeps the order of insertion
			for (const eldest of kept.keys()) {
				if (kept.size <= entries && weight <= bytes) break;
				drop(eldest);
			}
		},
		get size(): number {
			return kept.size;
		}
	};
}
