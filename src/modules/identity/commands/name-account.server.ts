import type { Work } from '#kernel/command.ts';
import { UNNAMED } from '../roles.ts';

/** Names an account that came by phone and code and has no name of its own; part of a command that has authorised it. */
export async function nameIfUnnamed({ db, clock }: Work, accountId: string, name: string): Promise<void> {
	await db
		.updateTable('identity.account_holder')
		.set({ name, updated_at: clock() })
		.where('id', '=', accountId)
		.where('name', '=', UNNAMED)
		.execute();
}
