import type { Context } from '#kernel/command.ts';
import { releaseMs } from '../commands/room.server.ts';

const AT_ONCE = 500;
/** The longest that places may be given back before a shift. */
const LONGEST_MS = 720 * 3_600_000;

/** Open shifts that ended, the oldest first. */
export const shiftsToHold = ({ db, clock }: Context) =>
	db
		.selectFrom('posts.shift')
		.select(['centre_id as centreId', 'id as shiftId'])
		.where('state', '=', 'open')
		.where('ends_at', '<=', clock())
		.orderBy('ends_at')
		.limit(AT_ONCE)
		.execute();

/** Open posts whose next shift has begun. */
export const postsToAdvance = ({ db, clock }: Context) =>
	db
		.selectFrom('posts.post')
		.select(['centre_id as centreId', 'id as postId'])
		.where('state', '=', 'open')
		.where('next_at', '<=', clock())
		.orderBy('next_at')
		.limit(AT_ONCE)
		.execute();

/** Shifts with people who wait and places kept for organisations, from when the centre gives these back. */
export async function shiftsToRelease({ db, clock }: Context): Promise<{ centreId: string; shiftId: string }[]> {
	const now = clock();
	const rows = await db
		.selectFrom('posts.shift as s')
		.select(['s.centre_id as centreId', 's.id as shiftId', 's.starts_at'])
		.where('s.state', '=', 'open')
		.where('s.ends_at', '>', now)
		.where('s.starts_at', '>', now)
		.where('s.starts_at', '<=', new Date(now.getTime() + LONGEST_MS))
		.where('s.quota_places', '>', 0)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('posts.sign_up as u')
					.select('u.id')
					.whereRef('u.centre_id', '=', 's.centre_id')
					.whereRef('u.shift_id', '=', 's.id')
					.where('u.state', '=', 'waiting')
			)
		)
		.orderBy('s.starts_at')
		.limit(AT_ONCE)
		.execute();
	const times = new Map<string, number>();
	for (const { centreId } of rows) if (!times.has(centreId)) times.set(centreId, await releaseMs(db, centreId, now));
	return rows.filter(({ centreId, starts_at }) => starts_at.getTime() - now.getTime() <= (times.get(centreId) ?? 0));
}
