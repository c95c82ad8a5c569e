import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { isId } from '#kernel/ids.ts';
import { accountIn, type AccountLine } from '#modules/identity/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';

/** An account of the centre. Answers 404 when it holds no role there. */
export async function accountAt({ db }: Context, centreId: string, accountId: string): Promise<AccountLine> {
	if (!isId(accountId)) error(404, '没有这个账号。');
	return accountIn(db, centreId, accountId).catch(refusedPage);
}
