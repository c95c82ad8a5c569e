import type { Db } from '#kernel/db.ts';
import { accountNames } from '#modules/identity/server.ts';
import { contactRow, openFields, type Contact } from './contact.server.ts';

const MOST_SHOWN = 200;

/** The person an account is in a centre. */
export const personOf = async (db: Db, centreId: string, accountId: string): Promise<string | undefined> =>
	(await personsOf(db, accountId)).find((person) => person.centreId === centreId)?.personId;

/** The person an account is, in each centre that knows them. */
export const personsOf = (db: Db, accountId: string): Promise<{ centreId: string; personId: string }[]> =>
	db
		.selectFrom('people.person')
		.select(['centre_id as centreId', 'id as personId'])
		.where('account_id', '=', accountId)
		.execute();

/** The account of a person; none for whoever was written down by somebody else, and for an unknown id. */
export async function accountOfPerson(db: Db, centreId: string, personId: string): Promise<string | null> {
	const row = await db
		.selectFrom('people.person')
		.select('account_id')
		.where('centre_id', '=', centreId)
		.where('id', '=', personId)
		.executeTakeFirst();
	return row?.account_id ?? null;
}

/** For the person themself, which the caller has checked: nothing is written down. Errors: Missing. */
export const ownContact = async (db: Db, centreId: string, personId: string): Promise<Contact> =>
	openFields(await contactRow(db, centreId, personId), ['name', 'phone', 'address']);

export interface Disclosure {
	at: Date;
	/** The name of the account that looked. */
	viewer: string;
	/** The role in which it looked. */
	as: string;
	fields: string[];
	reason: string;
	subjectKind: string;
	subjectId: string;
}

/** Who saw data of this person (for one subject), newest first: the last 200. */
export async function disclosuresOf(
	db: Db,
	centreId: string,
	personId: string,
	subject?: { kind: string; id: string }
): Promise<Disclosure[]> {
	const rows = await db
		.selectFrom('people.disclosure')
		.selectAll()
		.where('centre_id', '=', centreId)
		.where('person_id', '=', personId)
		.$if(subject !== undefined, (query) =>
			query.where('subject_kind', '=', subject?.kind ?? '').where('subject_id', '=', subject?.id ?? '')
		)
		.orderBy('at', 'desc')
		.orderBy('id', 'desc')
		.limit(MOST_SHOWN)
		.execute();
	const names = await accountNames(db, [...new Set(rows.map((row) => row.viewer_id))]);
	return rows.map((row) => ({
		at: row.at,
		viewer: names.get(row.viewer_id) ?? '',
		as: row.viewer_role,
		fields: row.fields,
		reason: row.reason,
		subjectKind: row.subject_kind,
		subjectId: row.subject_id
	}));
}
