import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import type { CountedFilter } from '../figure.ts';
import { countedBy } from './counting.server.ts';
import { monthsIn } from './sums.server.ts';

interface RowCount {
	count: number;
	/** Of these, how many are not on the wall. */
	hidden: number;
}

/** How many rows are behind a figure: read from the sums where they know it, else counted. */
export async function countOf(db: Db, centreId: string, filter: CountedFilter): Promise<RowCount> {
	const { year, month, kind, measure, organisation, member, rating, ...split } = filter;
	const along = Object.entries(split).filter(([, key]) => key !== undefined);
	const isSummed = rating ? along.length === 0 && measure !== 'claimed' : along.length <= 1;
	if (!isSummed || organisation || member) return countRows(db, centreId, filter);
	const [dimension, key] = along[0] ?? ['all', ''];
	// ratings are for staff, from whom nothing is hidden
	const [counted, shown] = rating ? [`rated_${rating}`, `rated_${rating}`] : [measure, SHOWN[measure]];
	const { rows } = await sql<RowCount>`
		select coalesce(sum(counted), 0)::bigint as count, coalesce(sum(counted - shown), 0)::bigint as hidden
		from (
			select ${sql.ref(counted)} as counted, ${sql.ref(shown)} as shown from statistics.wish_part as p
			where ${monthsIn(centreId, year)} and p.dimension = ${dimension} and p.key = ${key}
				and ${kind ? sql`p.kind = ${kind}` : sql`true`} and ${month ? sql`p.month = ${`${month}-01`}::date` : sql`true`}
		) as part`.execute(db);
	return rows[0] as RowCount;
}

const SHOWN = { collected: 'shown', claimed: 'shown_claimed', completed: 'shown_completed' };

async function countRows(db: Db, centreId: string, filter: CountedFilter): Promise<RowCount> {
	const { rows } = await sql<RowCount>`
		select count(*) as count, count(*) filter (where not w.on_wall) as hidden
		from wishes.wish w where ${countedBy(centreId, filter)}`.execute(db);
	return rows[0] as RowCount;
}
