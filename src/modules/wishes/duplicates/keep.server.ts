import { sql } from 'kysely';
import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { blindIndex, open } from '#kernel/secrets.ts';
import { passagesOf } from '../passages.ts';
import { markedIn } from '../redaction.ts';
import { bandsOf, piecesOf } from './likeness.ts';

/** What is wished for, without who wishes: names, numbers and doors make two needs neither alike nor different. */
export const needIn = (told: string): Set<string> =>
	piecesOf(
		passagesOf(told, markedIn(told))
			.map(({ text, kind }) => (kind ? ' ' : text))
			.join('')
	);

/** Keyed, by centre: without the key nobody can try out texts, and wishes of two centres are never alike. */
export const bandsIn = (centreId: string, need: ReadonlySet<string>): number[] =>
	bandsOf(need, (piece) => blindIndex('wish.piece', `${centreId}:${piece}`).readUInt32BE(0)).map((band) =>
		// as many bits as a number of JavaScript holds
		blindIndex('wish.band', `${centreId}:${band}`).readUIntBE(0, 6)
	);

/** Makes a new wish findable by its likeness. */
export async function keepLikeness(
	{ db }: Work,
	{ centreId, wishId, told }: { centreId: string; wishId: string; told: string }
): Promise<void> {
	const bands = bandsIn(centreId, needIn(told));
	if (bands.length > 0)
		await sql`
			insert into wishes.likeness (centre_id, band, wish_id)
			select ${centreId}, band, ${wishId} from unnest(${bands}::bigint[]) as band
			on conflict do nothing`.execute(db);
}

export const LIKENESSES_AT_ONCE = 200;

/** The same for wishes that came in without it, from an import or before there was likeness. Returns how many. */
export const keepLikenesses = command('wishes.keepLikenesses', z.object({}), async (work) => {
	const rows = await work.db
		.selectFrom('wishes.wish')
		.select(['centre_id', 'id', 'told_sealed'])
		.where('likeness_kept', '=', false)
		.orderBy('centre_id')
		.orderBy('id')
		.limit(LIKENESSES_AT_ONCE)
		.forUpdate()
		.skipLocked()
		.execute();
	for (const row of rows)
		await keepLikeness(work, { centreId: row.centre_id, wishId: row.id, told: open(row.told_sealed) });
	if (rows.length > 0)
		await work.db
			.updateTable('wishes.wish')
			.set({ likeness_kept: true })
			.where(
				'id',
				'in',
				rows.map(({ id }) => id)
			)
			.where('centre_id', 'in', [...new Set(rows.map((row) => row.centre_id))])
			.execute();
	return rows.length;
});
