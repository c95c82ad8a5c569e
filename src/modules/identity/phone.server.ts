import type { Db } from '#kernel/db.ts';
import { blindIndex, open } from '#kernel/secrets.ts';

/** What stands for a number where accounts are looked up by it. */
export const phoneIndex = (phone: string): string => blindIndex('phone', phone).toString('hex');

/** The number an account signed in with; for sending to it, and for its owner. */
export async function phoneOf(db: Db, accountId: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('identity.account_holder')
		.select('phone_sealed')
		.where('id', '=', accountId)
		.executeTakeFirst();
	return row?.phone_sealed ? open(row.phone_sealed) : undefined;
}
