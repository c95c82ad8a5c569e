import { sql } from 'kysely';
import { briefly } from '#kernel/brief.ts';
import type { Db } from '#kernel/db.ts';
import { positionText, type Position } from './position.ts';

/** What a wish on the wall can be told of. */
export const wallChanges = ['published', 'claimed', 'released', 'changed', 'fulfilled', 'removed'] as const;
export type WallChange = (typeof wallChanges)[number];

export interface Changed {
	centreId: string;
	wishId: string;
	change: WallChange;
}

export interface Read {
	/** In the order in which they were made to each wish. */
	changes: Changed[];
	position: Position;
}

/** Whoever is further behind reads the page anew; sweepWishes keeps what is younger than twice this, in seconds. */
const KEPT_SECONDS = 3600;
/** The most that is told at once: more is quicker read as a page. */
const MOST = 500;

/** Where the changes end now. */
export async function positionNow(db: Db): Promise<Position> {
	const { rows } = await sql<Position>`
		select extract(epoch from now())::bigint as at, pg_current_snapshot()::text as snapshot`.execute(db);
	return rows[0] as Position;
}

/** Where they end, for a page to say how old it is; up to 0.8 s earlier, which only tells a reader too much. */
export const wallPosition = briefly(async (db) => positionText(await positionNow(db)));

/**
 * What was committed since a position, by whichever process, and where that leads: nothing is left out and nothing comes
 * twice, for one statement has one snapshot. Undefined when it is too long ago, or too much, to be told.
 */
export async function changesSince(db: Db, since: Position, only?: Only): Promise<Read | undefined> {
	const narrowed = only
		? sql`and centre_id = ${only.centreId} and pg_visible_in_snapshot(transaction_id, ${only.until.snapshot}::pg_snapshot)`
		: sql``;
	const { rows } = await sql<Row>`
		select extract(epoch from now())::bigint as at, pg_current_snapshot()::text as snapshot,
			pg_snapshot_xmax(${since.snapshot}::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) as foreign,
			coalesce((
				select json_agg(json_build_object('centreId', centre_id, 'wishId', wish_id, 'change', change) order by id)
				from (
					select id, centre_id, wish_id, change from wishes.wall_change
					where transaction_id >= pg_snapshot_xmin(${since.snapshot}::pg_snapshot)
						and not pg_visible_in_snapshot(transaction_id, ${since.snapshot}::pg_snapshot) ${narrowed}
					limit ${MOST + 1}
				) as news), '[]') as changes`.execute(db);
	const { at, snapshot, foreign, changes } = rows[0] as Row;
	// a snapshot from the future is one of another database
	if (foreign || at - since.at > KEPT_SECONDS || changes.length > MOST) return undefined;
	return { changes, position: { at, snapshot } };
}

/** Of one centre, and not of what `until` does not know of. */
interface Only {
	centreId: string;
	until: Position;
}

interface Row extends Position {
	foreign: boolean;
	changes: Changed[];
}

/** Forgets what nobody will be told any more. */
export const sweepChanges = (db: Db) =>
	db
		.deleteFrom('wishes.wall_change')
		.where('at', '<', sql<Date>`now() - ${2 * KEPT_SECONDS} * interval '1 second'`)
		.execute();
