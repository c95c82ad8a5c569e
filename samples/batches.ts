import type { Db } from '#kernel/db.ts';

const LANES = 5;

/** Runs something for each of the items, several side by side. Each sees to its own transactions. */
export async function inLanes<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
	const left = [...items];
	const lane = async () => {
		for (let item = left.shift(); item !== undefined; item = left.shift()) await run(item);
	};
	await Promise.all(Array.from({ length: LANES }, lane));
}

/** Everything in one transaction. */
export const inOne = <T>(db: Db, run: (db: Db) => Promise<T>): Promise<T> => db.transaction().execute(run);
