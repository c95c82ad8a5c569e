import type { Db } from '#kernel/db.ts';
import { blindIndex } from '#kernel/secrets.ts';
import { accountNames, phoneOf } from '#modules/identity/server.ts';
import { contactRow, openFields, type Contact } from './contact.server.ts';
import { samePhone } from './writing.ts';

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

/** Whether messages to this person go to this number: their own, or that of their account. Nothing is shown, nothing is written down. */
export async function hasPhone(db: Db, centreId: string, personId: string, phone: string): Promise<boolean> {
	const row = await db
		.selectFrom('people.person')
		.select(['account_id', 'phone_index'])
		.where('centre_id', '=', centreId)
		.where('id', '=', personId)
		.executeTakeFirst();
	if (row?.phone_index) return row.phone_index.equals(blindIndex('phone', samePhone(phone)));
	const own = row?.account_id ? await phoneOf(db, row.account_id) : undefined;
	return own !== undefined && samePhone(own) === samePhone(phone);
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
