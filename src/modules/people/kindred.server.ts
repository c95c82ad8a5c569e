import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';

/** Somebody who may be the same person, or of the same home. */
export interface Kindred {
	personId: string;
	same: 'phone' | 'door';
}

const MOST = 20;

/**
 * Who else has the phone number of a person, or lives behind the same door: the newest twenty of each. Nothing is opened. For
 * staff: the caller has checked.
 */
export async function kindredOf(db: Db, centreId: string, personId: string): Promise<Kindred[]> {
	const with_ = (column: 'phone_index' | 'door_index', same: Kindred['same']) => sql`
		(select o.id as "personId", ${same}::text as same from people.person p
		join people.person o on o.centre_id = p.centre_id and o.${sql.ref(column)} = p.${sql.ref(column)} and o.id <> p.id
		where p.centre_id = ${centreId} and p.id = ${personId}
		order by o.id desc limit ${MOST})`;
	const { rows } = await sql<Kindred>`
		${with_('phone_index', 'phone')} union all ${with_('door_index', 'door')}`.execute(db);
	return rows;
}
