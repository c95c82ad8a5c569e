import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';

/** How many changes are folded in one transaction. */
const BATCH = 20_000;

/**
 * Adds up what changes of the rows have written since the last time: the figures stay the same, reading them becomes cheaper.
 * Only one process folds at a time; the others find nothing to do.
 */
export async function foldFigures({ db }: Pick<Context, 'db'>): Promise<void> {
	for (;;) {
		const { rows } = await sql<{ folded: number }>`select statistics.fold(${BATCH}) as folded`.execute(db);
		if ((rows[0]?.folded ?? 0) < BATCH) return;
	}
}
