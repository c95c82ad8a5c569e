import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { momentsOf, type Span } from '../period.ts';

/** Attested service: how often, how long. */
export interface Total {
	times: number;
	minutes: number;
}

export interface FieldTotal extends Total {
	code: string;
	name: string;
}

export interface Totals extends Total {
	/** The longest first. */
	fields: FieldTotal[];
}

export const noTotals: Totals = { times: 0, minutes: 0, fields: [] };

/** Whose hours, and of which kinds: a member's; those of an organisation's own members; those it brought on its roster. */
export interface Whose {
	memberId?: string | undefined;
	/** The members whose home unit it is now. */
	membersOf?: string | undefined;
	rosterOf?: string | undefined;
	/** Codes of fields; none: all of them. */
	fields?: readonly string[];
}

/** Hours that count, by the day on which they began. */
export function hoursIn(db: Db, centreId: string, span: Span, { memberId, membersOf, rosterOf, fields = [] }: Whose) {
	const { from, before } = momentsOf(span);
	return db
		.selectFrom('attendance.hours as h')
		.where('h.centre_id', '=', centreId)
		.where('h.voided_at', 'is', null)
		.where('h.starts_at', '>=', from)
		.where('h.starts_at', '<', before)
		.$if(memberId !== undefined, (query) => query.where('h.member_id', '=', memberId ?? ''))
		.$if(rosterOf !== undefined, (query) => query.where('h.organisation_id', '=', rosterOf ?? ''))
		.$if(fields.length > 0, (query) => query.where('h.field', '=', sql<string>`any(${fields})`))
		.$if(membersOf !== undefined, (query) =>
			query.where('h.member_id', 'in', ({ selectFrom }) =>
				selectFrom('directory.member')
					.select('id')
					.where('centre_id', '=', centreId)
					.where('organisation_id', '=', membersOf ?? '')
			)
		);
}

/** All hours of somebody in a time, with how many people they belong to. */
export async function totalsOf(
	db: Db,
	centreId: string,
	span: Span,
	whose: Whose
): Promise<Totals & { people: number }> {
	const rows = await hoursIn(db, centreId, span, whose)
		.innerJoin('directory.service_field as f', (join) =>
			join.onRef('f.centre_id', '=', 'h.centre_id').onRef('f.code', '=', 'h.field')
		)
		.select(['f.code', 'f.name', times, minutes])
		.groupBy(['f.code', 'f.name', 'f.position'])
		.orderBy('minutes', 'desc')
		.orderBy('f.position')
		.execute();
	const { people } = await hoursIn(db, centreId, span, whose)
		.select(sql<number>`count(distinct h.member_id)::int`.as('people'))
		.executeTakeFirstOrThrow();
	return { ...added(rows), people };
}

/** The same by member, for those who served. */
export async function totalsByMember(
	db: Db,
	centreId: string,
	span: Span,
	whose: Whose = {}
): Promise<Map<string, Totals>> {
	const rows = await hoursIn(db, centreId, span, whose)
		.innerJoin('directory.service_field as f', (join) =>
			join.onRef('f.centre_id', '=', 'h.centre_id').onRef('f.code', '=', 'h.field')
		)
		.select(['h.member_id', 'f.code', 'f.name', times, minutes])
		.groupBy(['h.member_id', 'f.code', 'f.name', 'f.position'])
		.orderBy('minutes', 'desc')
		.orderBy('f.position')
		.execute();
	const byMember = Map.groupBy(rows, ({ member_id }) => member_id);
	return new Map([...byMember].map(([id, fields]) => [id, added(fields)]));
}

/** The same by the organisation on whose roster people came. */
export async function totalsByRoster(
	db: Db,
	centreId: string,
	span: Span,
	whose: Pick<Whose, 'fields'> = {}
): Promise<Map<string, Total>> {
	const rows = await hoursIn(db, centreId, span, whose)
		.select(['h.organisation_id', times, minutes])
		.where('h.organisation_id', 'is not', null)
		.groupBy('h.organisation_id')
		.execute();
	return new Map(rows.map(({ organisation_id, ...total }) => [organisation_id ?? '', total]));
}

const times = sql<number>`count(*)::int`.as('times');
const minutes = sql<number>`sum(h.minutes)::int`.as('minutes');

const added = (rows: readonly FieldTotal[]): Totals => ({
	times: rows.reduce((sum, row) => sum + row.times, 0),
	minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
	fields: rows.map(({ code, name, times, minutes }) => ({ code, name, times, minutes }))
});
