import { sql } from 'kysely';
import { z } from 'zod';
import { command } from './command.ts';

/**
 * Gives every job that was tried too often another round of tries, beginning now. Returns how many. The caller has checked
 * that the actor looks after the installation.
 */
export const retryFailedJobs = command('kernel.retryFailedJobs', z.object({}), async ({ db }) => {
	const { rows } = await sql<{ again: number }>`select kernel.retry_failed_jobs() as again`.execute(db);
	return rows[0]?.again ?? 0;
});
