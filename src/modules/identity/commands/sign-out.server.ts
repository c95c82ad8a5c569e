import { command, type Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { z } from 'zod';
import { sessionToken } from '../cookies.server.ts';
import { recordSecurity } from '../security-facts.server.ts';
import { forgetAccount, forgetSession } from '../session.server.ts';

/** Ends the session of this request. Harmless when there is none. */
export async function signOut({ db }: Context, headers: Headers): Promise<void> {
	const token = sessionToken(headers);
	if (token === undefined) return;
	forgetSession(token);
	await db.deleteFrom('identity.session').where('token', '=', token).execute();
	forgetSession(token);
}

/** Ends every session of the account that asks, this one too. Errors: Refused when nobody is signed in. */
export const signOutEverywhere = command('identity.signOutEverywhere', z.object({}), async (work) => {
	if (work.actor.kind !== 'account') throw new Refused('请先登录。', 'signedOut');
	const { accountId } = work.actor;
	const ended = await work.db.deleteFrom('identity.session').where('user_id', '=', accountId).executeTakeFirst();
	await recordSecurity(work, accountId, 'account.signedOutEverywhere', { sessions: Number(ended.numDeletedRows) });
	forgetAccount(accountId);
});
