import { command } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { activeGrants } from '../accounts.server.ts';
import { ResetPassword } from '../forms.ts';
import { hashPassword } from '../password.server.ts';
import { mayResetPassword } from '../policy.ts';
import { recordSecurity } from '../security-facts.server.ts';
import { forgetAccount } from '../session.server.ts';
import { gates, reopen } from '../throttle.server.ts';

/**
 * Gives somebody else's account a new password, ends all its sessions and a lockout. The second factor stays.
 * Errors: Refused unless the actor could give every role it holds; Conflict for an account that signs in by code only.
 * Call it without a submission key: its input is a password.
 */
export const resetPassword = command(
	'identity.resetPassword',
	ResetPassword,
	async (work, { accountId, newPassword }) => {
		const account = await work.db
			.selectFrom('identity.account_holder')
			.select('username')
			.where('id', '=', accountId)
			.forUpdate()
			.executeTakeFirst();
		if (!account) throw new Missing('没有这个账号。');
		if (!mayResetPassword(work.actor, { accountId, grants: await activeGrants(work.db, accountId) }))
			throw new Refused('您不能重设这个账号的密码。自己的密码请在“登录与安全”里修改。');
		const changed = await work.db
			.updateTable('identity.account')
			.set({ password: await hashPassword(newPassword), updated_at: work.clock() })
			.where('user_id', '=', accountId)
			.where('provider_id', '=', 'credential')
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n || account.username === null)
			throw new Conflict('这个账号用手机验证码登录，没有密码。');
		const ended = await work.db.deleteFrom('identity.session').where('user_id', '=', accountId).executeTakeFirst();
		await reopen(work, gates.signInByName, account.username);
		await recordSecurity(work, accountId, 'account.passwordReset', { sessions: Number(ended.numDeletedRows) });
		forgetAccount(accountId);
	}
);
