import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { personsMatching, personsWithPhone } from '#modules/people/server.ts';
import { referenceIn } from '../check-in.ts';

/** What somebody looks for: one reference, or some people. Nothing when the words mean none of these. */
export interface Sought {
	reference?: string | undefined;
	personIds: string[];
}

/** By what a clerk types: a reference, a phone, or a name: as written, as it sounds, or its initials. */
export async function soughtBy(db: Db, centreId: string, q: string): Promise<Sought> {
	const phone = MobilePhone.safeParse(q);
	if (phone.success) return { personIds: await personsWithPhone(db, centreId, phone.data) };
	return { reference: referenceIn(q), personIds: await personsMatching(db, centreId, q, MOST) };
}

const MOST = 500;

/** A set of ids as one parameter, however many. */
export const among = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;
