import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';

const LANES = 3;
const BATCH = 12;

/**
 * Runs something for each of the items, a dozen in one transaction, several transactions side by side. Nothing waits for
 * the disk: whoever loads a sample begins anew after a crash.
 */
export async function inBatches<T>(
	db: Db,
	items: readonly T[],
	run: (db: Db, item: T) => Promise<void>
): Promise<void> {
	const left = [...items];
	const lane = async () => {
		for (let batch = left.splice(0, BATCH); batch.length > 0; batch = left.splice(0, BATCH))
			await inOne(db, async (transaction) => {
				for (const item of batch) await run(transaction, item);
			});
	};
	await Promise.all(Array.from({ length: LANES }, lane));
}

/** Everything in one transaction. */
export const inOne = <T>(db: Db, run: (db: Db) => Promise<T>): Promise<T> =>
	db.transaction().execute(async (transaction) => {
		await sql`set local synchronous_commit to off`.execute(transaction);
		return run(transaction);
	});
