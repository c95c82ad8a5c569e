import type { Db } from '#kernel/db.ts';

const LANES = 5;
const BATCH = 12;

/** Runs something for each of the items, a dozen in one transaction, several transactions side by side. */
export async function inBatches<T>(
	db: Db,
	items: readonly T[],
	run: (db: Db, item: T) => Promise<void>
): Promise<void> {
	const batches = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) =>
		items.slice(at * BATCH, (at + 1) * BATCH)
	);
	await inLanes(batches, (batch) =>
		inOne(db, async (transaction) => {
			for (const item of batch) await run(transaction, item);
		})
	);
}

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
