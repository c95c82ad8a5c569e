import { sql } from 'kysely';
import type { Db, Transaction } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import type { CoKind } from '../nouns.ts';
import type { CoSubject } from '../policy.ts';

/** An entry that this transaction alone may change until it ends. */
export interface Locked {
	centreId: string;
	id: string;
	communityId: string | null;
	subject: CoSubject;
}

/** Locks the row of an entry, and with it what hangs on it. Errors: Missing. */
export async function lockRow(db: Transaction, kind: CoKind, centreId: string, id: string): Promise<Locked> {
	const row = isId(id) ? await rowOf(db, kind, centreId, id).forUpdate().executeTakeFirst() : undefined;
	if (!row) throw new Missing(NOTHING);
	return { centreId, id, communityId: row.community_id, subject: subjectOf(kind, centreId, row) };
}

/** Who has to do with an entry, without a lock. Errors: Missing. */
export async function subjectAt(db: Db, kind: CoKind, centreId: string, id: string): Promise<CoSubject> {
	const row = isId(id) ? await rowOf(db, kind, centreId, id).executeTakeFirst() : undefined;
	if (!row) throw new Missing(NOTHING);
	return subjectOf(kind, centreId, row);
}

export const NOTHING = '没有这一项，或者您不能看它。';

const OWNERS: Record<CoKind, string | null> = {
	demand: null,
	resource: 'organisation_id',
	project: 'lead_id',
	agreement: 'organisation_id',
	plan: null
};

const rowOf = (db: Db, kind: CoKind, centreId: string, id: string) => {
	const owner = OWNERS[kind];
	return db
		.selectFrom(`cobuilding.${kind}` as 'cobuilding.demand')
		.select(['state', 'entered_by', sql<string | null>`community_id`.as('community_id')])
		.select(sql<string | null>`${owner === null ? sql`null::uuid` : sql.ref(owner)}`.as('organisation_id'))
		.where('centre_id', '=', centreId)
		.where('id', '=', id);
};

const subjectOf = (
	kind: CoKind,
	centreId: string,
	row: { state: string; organisation_id: string | null; entered_by: string | null }
): CoSubject => ({
	centreId,
	kind,
	state: row.state,
	organisationId: row.organisation_id,
	enteredBy: row.entered_by
});
