import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import type { Served } from '../policy.ts';
import type { Least } from '../recognition.ts';

export interface Rule extends Least {
	id: string;
	name: string;
	subjectKind: Served['kind'];
	every: 'quarter' | 'year';
	/** Codes of fields; none: service in any field counts. */
	fields: string[];
	active: boolean;
}

/** Those in use first, by name. */
export async function rulesOf(db: Db, centreId: string): Promise<Rule[]> {
	const rows = await select(db, centreId).orderBy('active', 'desc').orderBy('name').execute();
	return rows.map(known);
}

export async function ruleById(db: Db, centreId: string, id: string): Promise<Rule | undefined> {
	if (!isId(id)) return undefined;
	const row = await select(db, centreId).where('id', '=', id).executeTakeFirst();
	return row && known(row);
}

const select = (db: Db, centreId: string) =>
	db.selectFrom('records.rule').selectAll().where('centre_id', '=', centreId);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const known = (row: Row): Rule => ({
	id: row.id,
	name: row.name,
	subjectKind: row.subject_kind as Rule['subjectKind'],
	every: row.every as Rule['every'],
	leastMinutes: row.least_minutes,
	leastTimes: row.least_times,
	leastClaims: row.least_claims,
	fields: row.fields,
	active: row.active
});
