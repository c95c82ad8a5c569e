import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';

/**
 * Whatever is written down about the attendance of a member happens one after the other: scans that arrive together, and hours
 * of two shifts that are attested at once. Always in the same order, so that two lists with the same people do not wait for each
 * other. What is read afterwards, in a statement of its own, is what the last holder has committed.
 */
export async function lockMembers({ db }: Work, centreId: string, memberIds: readonly string[]): Promise<void> {
	const keys = memberIds.map((id) => `attendance:${centreId}:${id}`);
	await sql`
		select pg_advisory_xact_lock(key) from (
			select distinct hashtextextended(name, 0) as key from unnest(${keys}::text[]) as name order by key
		) as sorted`.execute(db);
}
