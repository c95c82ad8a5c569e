import type { Clock } from '#kernel/clock.ts';
import type { Db } from '#kernel/db.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { standingOf } from '#modules/directory/server.ts';
import type { Room } from '../places.ts';
import { quotaRelease } from '../settings.ts';

export interface RoomOfShift extends Room {
	quotas: { organisationId: string; places: number; held: number }[];
	/** The numbers of the held places. */
	taken: number[];
}

/** Who has which place of a shift, and what is kept for whom: of a shift that is locked, as it stays. */
export async function roomOf(
	{ db, clock }: { db: Db; clock: Clock },
	centreId: string,
	{ id, places, startsAt }: { id: string; places: number; startsAt: Date }
): Promise<RoomOfShift> {
	const held = await db
		.selectFrom('posts.sign_up')
		.select(['place', 'organisation_id'])
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', id)
		.where('state', '=', 'held')
		.execute();
	const quotas = await db
		.selectFrom('posts.quota')
		.select(['organisation_id as organisationId', 'places'])
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', id)
		.execute();
	return {
		places,
		held: held.length,
		taken: held.map(({ place }) => place ?? 0),
		quotas: quotas.map((quota) => ({
			...quota,
			held: held.filter((row) => row.organisation_id === quota.organisationId).length
		})),
		// without quotas there is nothing to release
		isReleased: quotas.length > 0 && startsAt.getTime() - clock().getTime() <= (await releaseMs(db, centreId, clock()))
	};
}

/** So many milliseconds before a shift, quotas that were not used are everybody's. */
export const releaseMs = async (db: Db, centreId: string, now: Date): Promise<number> =>
	(await standingOf(db, centreId, quotaRelease, shanghaiDate(now))).value * 3_600_000;

/** Shifts that begin before this moment keep nothing for organisations any more. */
export const releasedBefore = async (db: Db, centreId: string, now: Date): Promise<Date> =>
	new Date(now.getTime() + (await releaseMs(db, centreId, now)));
