import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { daysBetween, shanghaiDate } from '#modules/deadlines/index.ts';
import { unusualIn } from '#modules/people/index.ts';
import {
	keepWatchedUntil,
	markUnusual,
	openingLimits,
	openingsBetween,
	watchedUntil,
	type WatchedOpening
} from '#modules/people/server.ts';
import { hourInShanghai } from '../daytime.ts';
import { endedStates, fulfilledStates, wishLifecycle } from '../lifecycle.ts';

/** How many openings one transaction looks at. */
export const OPENINGS_AT_ONCE = 500;
const DAY_MS = 86_400_000;
const DAYS_BACK = 30;
/** An opening that is being written now may come a moment later than one that is newer. */
const SETTLED_MS = 60_000;

/**
 * Looks through the openings of contact details since the last time, and again through those whose time to be followed up is
 * over, and keeps which stand out and why. Returns how many; less than OPENINGS_AT_ONCE when done.
 */
export const watchOpenings = command(
	'wishes.watchOpenings',
	z.object({ centreId: z.uuid() }),
	async (work, { centreId }) => {
		const now = work.clock().getTime();
		const limits = await openingLimits(work.db, centreId, shanghaiDate(work.clock()));
		const until = await watchedUntil(work, centreId, new Date(now - DAYS_BACK * DAY_MS));
		const between = (after: Date, ago: number) =>
			openingsBetween(work, centreId, { after, until: new Date(now - ago), most: OPENINGS_AT_ONCE });
		const fresh = await between(until.looked, SETTLED_MS);
		const grown = await between(until.followed, limits.followDays * DAY_MS);
		const ended = await endsOf(work.db, centreId, fresh);
		const followed = await followUps(work.db, centreId, grown, limits.followDays);
		for (const opening of fresh) {
			const seen = { ...considered(opening, ended.get(opening.subject.id)), isAnothers: false, wasFollowed: null };
			await markUnusual(work, centreId, opening, unusualIn(seen, limits));
		}
		for (const opening of grown) {
			const after = followed.get(opening.id);
			const seen = {
				...considered(opening, undefined),
				isAnothers: opening.as === wishLifecycle.roles.clerk && after?.isAnothers === true,
				wasFollowed: after?.wasFollowed ?? null
			};
			await markUnusual(work, centreId, opening, unusualIn(seen, limits));
		}
		await keepWatchedUntil(work, centreId, {
			looked: fresh.at(-1)?.at ?? until.looked,
			followed: grown.at(-1)?.at ?? until.followed
		});
		return Math.max(fresh.length, grown.length);
	}
);

const considered = ({ at, thatDay, samePerson, sameReason }: WatchedOpening, endedOn: string | undefined) => ({
	hour: hourInShanghai(at),
	thatDay,
	samePerson,
	sameReason,
	daysSinceEnd: endedOn === undefined || endedOn > shanghaiDate(at) ? null : daysBetween(endedOn, shanghaiDate(at))
});

/** The day on which the wishes that were looked at had ended, by id. */
async function endsOf(db: Db, centreId: string, openings: readonly WatchedOpening[]): Promise<Map<string, string>> {
	if (openings.length === 0) return new Map();
	const ids = [...new Set(openings.map(({ subject }) => subject.id))];
	const { rows } = await sql<{ id: string; endedOn: string | null }>`
		select id, coalesce(completed_on, (
			select (max(at) at time zone 'Asia/Shanghai')::date from kernel.fact f
			where f.centre_id = w.centre_id and f.subject_kind = 'wish' and f.subject_id = w.id
				and f.action in ('wish.rejected', 'wish.merged', 'wish.converted', 'wish.withdrawn')
		)) as "endedOn"
		from wishes.wish w
		where centre_id = ${centreId} and id = any(${ids}::uuid[]) and state = any(${[...endedStates, ...fulfilledStates]}::text[])`.execute(
		db
	);
	return new Map(rows.flatMap(({ id, endedOn }) => (endedOn === null ? [] : [[id, endedOn]])));
}

/** Steps for which somebody needs to know where to call or go. */
const STEPS = [
	'wish.verified',
	'wish.rejected',
	'wish.merged',
	'wish.converted',
	'wish.published',
	'wish.contacted',
	'wish.assessed',
	'wish.started',
	'wish.progressed',
	'wish.milestone',
	'wish.submitted',
	'wish.accepted',
	'wish.reopened',
	'wish.withdrawn'
];

/** Whether a step was written down in the days after an opening, and whether the matter was another's all along. */
async function followUps(
	db: Db,
	centreId: string,
	openings: readonly WatchedOpening[],
	days: number
): Promise<Map<string, { wasFollowed: boolean; isAnothers: boolean }>> {
	if (openings.length === 0) return new Map();
	const columns = {
		ids: openings.map(({ id }) => id),
		wishes: openings.map(({ subject }) => subject.id),
		viewers: openings.map(({ viewerId }) => viewerId),
		moments: openings.map(({ at }) => at.toISOString())
	};
	const { rows } = await sql<{ id: string; wasFollowed: boolean; isAnothers: boolean }>`
		select o.id,
			exists (select from kernel.fact f where f.centre_id = w.centre_id and f.subject_kind = 'wish' and f.subject_id = w.id
				and f.at >= o.at and f.at <= o.at + ${days} * interval '1 day' and f.action = any(${STEPS}::text[])) as "wasFollowed",
			w.handler_id is not null and w.handler_id <> o.viewer_id and not exists (
				select from kernel.fact f where f.centre_id = w.centre_id and f.subject_kind = 'wish' and f.subject_id = w.id
					and f.at <= o.at + ${days} * interval '1 day' and f.actor_id = o.viewer_id and f.action <> 'contact.opened'
			) as "isAnothers"
		from unnest(${columns.ids}::uuid[], ${columns.wishes}::uuid[], ${columns.viewers}::uuid[], ${columns.moments}::timestamptz[])
			as o (id, wish_id, viewer_id, at)
		join wishes.wish w on w.centre_id = ${centreId} and w.id = o.wish_id`.execute(db);
	return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
