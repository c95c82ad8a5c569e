import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { hoursOf, presentAt } from '#modules/attendance/server.ts';
import type { CallRow } from '../commands/lock.server.ts';
import { liveCounts, type LiveCounts } from './counts.server.ts';

/** Of a whole, in percent with one digit; null of nothing. */
export const rate = (part: number, whole: number): number | null =>
	whole === 0 ? null : Math.round((part * 1000) / whole) / 10;

export interface CallReport extends LiveCounts {
	/** Who answered, of those told; who came and had said yes, of those who had. */
	responseRate: number | null;
	cameRate: number | null;
	/** Attested, and of how many people. */
	minutes: number;
	attested: number;
}

/** What became of a call: the figures, the rates and the attested hours. */
export async function callReport(db: Db, call: CallRow, now: Date): Promise<CallReport> {
	const counts = await liveCounts(db, call, now);
	// a stay may begin before the shift and end after it, but is attested within
	const period = { from: call.startsAt, to: call.endsAt };
	const hours = call.shiftId ? await hoursOf(db, call.centreId, period) : [];
	const own = hours.filter(({ shiftId }) => shiftId === call.shiftId);
	return {
		...counts,
		responseRate: rate(counts.all.yes + counts.all.no, counts.all.told),
		cameRate: rate(await cameAsSaid(db, call), counts.all.yes),
		minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
		attested: new Set(own.map(({ memberId }) => memberId)).size
	};
}

async function cameAsSaid(db: Db, { centreId, id, shiftId }: Pick<CallRow, 'centreId' | 'id' | 'shiftId'>) {
	if (!shiftId) return 0;
	const came = (await presentAt(db, centreId, shiftId)).map(({ memberId }) => memberId);
	const row = await db
		.selectFrom('calls.told')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('centre_id', '=', centreId)
		.where('call_id', '=', id)
		.where('answer', '=', 'yes')
		.where('member_id', '=', sql<string>`any(${came}::uuid[])`)
		.executeTakeFirstOrThrow();
	return row.count;
}

export interface CallFigures {
	calls: number;
	told: number;
	answered: number;
	yes: number;
	/** Who came to the place, told or not. */
	came: number;
	/** In percent, of those told; null when nobody was. */
	responseRate: number | null;
}

/** The calls that begin within a period, `to` excluded: how many were told of them, answered, said yes and came. Each call counts anew. */
export async function callFigures(
	db: Db,
	centreId: string,
	{ from, to }: { from: Date; to: Date }
): Promise<CallFigures> {
	const within = db
		.selectFrom('calls.call as c')
		.where('c.centre_id', '=', centreId)
		.where('c.opened_at', 'is not', null)
		.where('c.starts_at', '>=', from)
		.where('c.starts_at', '<', to);
	const calls = await within.select('c.shift_id as shiftId').execute();
	const told = await within
		.innerJoin('calls.told as t', (join) =>
			join.onRef('t.centre_id', '=', 'c.centre_id').onRef('t.call_id', '=', 'c.id')
		)
		.select(({ fn }) => [
			fn.countAll<number>().as('told'),
			fn.count<number>('t.answer').as('answered'),
			sql<number>`count(*) filter (where t.answer = 'yes')`.as('yes')
		])
		.executeTakeFirstOrThrow();
	const came = await Promise.all(
		calls.map(async ({ shiftId }) => (shiftId ? (await presentAt(db, centreId, shiftId)).length : 0))
	);
	return {
		calls: calls.length,
		...told,
		came: came.reduce((sum, one) => sum + one, 0),
		responseRate: rate(told.answered, told.told)
	};
}
