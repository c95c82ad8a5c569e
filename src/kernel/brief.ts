import type { Db } from './db.ts';

interface Kept<T> {
	value: Promise<T>;
	until: number;
}

/**
 * Reads through: what was read for the same words less than 0.8 s ago is given again, so that every process is right
 * within a second. For what hardly ever changes and every page asks for. Failures are not kept; inside a transaction
 * nothing is.
 */
export function briefly<T>(
	read: (db: Db, ...words: string[]) => Promise<T>
): (db: Db, ...words: string[]) => Promise<T> {
	const kept = new WeakMap<Db, Map<string, Kept<T>>>();
	return (db, ...words) => {
		if (db.isTransaction) return read(db, ...words);
		const now = performance.now();
		const known = kept.get(db) ?? new Map<string, Kept<T>>();
		kept.set(db, known);
		const key = words.join('\n');
		const found = known.get(key);
		if (found && found.until > now) return found.value;
		if (known.size >= MOST) known.clear();
		const value = read(db, ...words);
		known.set(key, { value, until: now + KEPT_MS });
		value.catch(() => known.delete(key));
		return value;
	};
}

const KEPT_MS = 800;
const MOST = 1000;
