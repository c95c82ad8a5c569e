import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import type { WishState } from '../lifecycle.ts';
import { maySeeAll } from '../policy.ts';
import { MOST_COUNTED, waitingStates } from '../queues.ts';
import { cursorAt, cursorIn } from './cursor.ts';
import { linesOf, withDeadlines, type WishLine } from './lists.server.ts';

export interface Waiting {
	state: WishState;
	/** How many are in the state; MOST_COUNTED stands for that many or more. */
	count: number;
}

/**
 * How many wishes wait in each state, in the order of the tabs. Read in the order of an index, or the planner reads
 * the whole table for a rare state. Errors: Missing for whoever does not see the desk's wishes.
 */
export async function waitingCounts(context: Context, centreId: string): Promise<Waiting[]> {
	requireStaff(context, centreId);
	const { rows } = await sql<Waiting>`
		select asked.state, counted.count from unnest(${waitingStates}::text[]) with ordinality as asked (state, at)
		cross join lateral (
			select count(*) as count from (
				select from wishes.wish where centre_id = ${centreId} and state = asked.state
				order by collected_on, id limit ${MOST_COUNTED}
			) as waiting
		) as counted
		order by asked.at`.execute(context.db);
	return rows;
}

/** How many are late in each state, and how many are due today; among the most pressing MOST_COUNTED. Errors: Missing. */
export async function lateCounts(context: Context, centreId: string): Promise<(Waiting & { dueToday: number })[]> {
	requireStaff(context, centreId);
	const today = shanghaiDate(context.clock());
	const { rows } = await sql<Waiting & { dueToday: number }>`
		select w.state, count(*) filter (where d.due_on < ${today}::date) as count,
			count(*) filter (where d.due_on = ${today}::date) as "dueToday"
		from (
			select subject_id, due_on from deadlines.deadline
			where centre_id = ${centreId} and subject_kind = 'wish' and state in ('running', 'paused') and state = 'running'
				and due_on <= ${today}::date
			order by due_on limit ${MOST_COUNTED}
		) as d
		join wishes.wish as w on w.centre_id = ${centreId} and w.id = d.subject_id
		group by w.state`.execute(context.db);
	return rows;
}

/** The wishes whose time runs out first, whatever their state. Errors: Missing. */
export async function mostUrgent(context: Context, centreId: string, most = 10): Promise<WishLine[]> {
	requireStaff(context, centreId);
	const rows = await linesOf(context)
		.innerJoin('deadlines.deadline as d', (join) =>
			join.onRef('d.centre_id', '=', 'w.centre_id').onRef('d.subject_id', '=', 'w.id')
		)
		.where('d.centre_id', '=', centreId)
		.where('d.subject_kind', '=', 'wish')
		.where('d.state', 'in', ['running', 'paused'])
		.where('d.state', '=', 'running')
		.orderBy('d.due_on')
		.orderBy('w.id')
		.limit(most)
		.execute();
	return withDeadlines(context, rows);
}

/**
 * The wishes whose time has run out, the longest first, for whoever leads. `after` is the `next` of the page before.
 * Errors: Missing.
 */
export async function overdueIn(context: Context, centreId: string, after?: string, limit = 50) {
	requireStaff(context, centreId);
	const cursor = cursorIn(after);
	const rows = await linesOf(context)
		.innerJoin('deadlines.deadline as d', (join) =>
			join.onRef('d.centre_id', '=', 'w.centre_id').onRef('d.subject_id', '=', 'w.id')
		)
		.select('d.due_on')
		.where('d.centre_id', '=', centreId)
		.where('d.subject_kind', '=', 'wish')
		.where('d.state', 'in', ['running', 'paused'])
		.where('d.state', '=', 'running')
		.where('d.due_on', '<', shanghaiDate(context.clock()))
		.$if(cursor !== undefined, (query) =>
			query
				.where('d.due_on', '>=', cursor?.day ?? '')
				.where(sql<boolean>`(d.due_on, w.id) > (${cursor?.day}::date, ${cursor?.id}::uuid)`)
		)
		.orderBy('d.due_on')
		.orderBy('w.id')
		.limit(limit + 1)
		.execute();
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return {
		lines: await withDeadlines(context, shown),
		next: rows.length > limit && last ? cursorAt(last.due_on, last.id) : null
	};
}

function requireStaff({ actor }: Context, centreId: string): void {
	if (!maySeeAll(actor, centreId)) throw new Missing('没有这个页面。');
}
