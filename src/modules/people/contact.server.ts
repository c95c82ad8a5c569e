import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { openMaybe } from '#kernel/secrets.ts';

export interface Contact {
	name: string | null;
	phone: string | null;
	address: string | null;
}

export type ContactField = keyof Contact;

/** The sealed columns. Errors: Missing. */
export async function contactRow(db: Db, centreId: string, personId: string) {
	const row = await db
		.selectFrom('people.person')
		.select(['account_id', 'name_sealed', 'phone_sealed', 'address_sealed'])
		.where('centre_id', '=', centreId)
		.where('id', '=', personId)
		.executeTakeFirst();
	if (!row) throw new Missing('没有这个人的资料。');
	return row;
}

type ContactRow = Awaited<ReturnType<typeof contactRow>>;

/** Decrypts the fields asked for, and nothing else. */
export const openFields = (row: ContactRow, fields: readonly ContactField[]): Contact => ({
	name: fields.includes('name') ? openMaybe(row.name_sealed) : null,
	phone: fields.includes('phone') ? openMaybe(row.phone_sealed) : null,
	address: fields.includes('address') ? openMaybe(row.address_sealed) : null
});
