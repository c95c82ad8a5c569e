import { parse, type Context } from '#kernel/command.ts';
import { Conflict, Invalid, Refused } from '#kernel/errors.ts';
import { answered, authOf } from '../auth.server.ts';
import { ChangePassword } from '../forms.ts';
import { recordAfter } from '../security-facts.server.ts';
import { forgetAccount } from '../session.server.ts';
import { gates, reopen, take } from '../throttle.server.ts';

/**
 * Changes the password of whoever is signed in and ends all other sessions; the answer carries the cookie of the new one.
 * Errors: Invalid; Conflict for an account without a password; Refused when nobody is signed in, or after five wrong passwords.
 */
export async function changePassword(context: Context, headers: Headers, input: unknown): Promise<Headers> {
	if (context.actor.kind !== 'account') throw new Refused('请先登录。', 'signedOut');
	const { accountId } = context.actor;
	const { currentPassword, newPassword } = parse(ChangePassword, input);
	await take(context, gates.passwordCheck, accountId);
	const { headers: answer } = await answered(
		authOf(context.db).api.changePassword({
			body: { currentPassword, newPassword, revokeOtherSessions: true },
			headers,
			returnHeaders: true
		}),
		{
			INVALID_PASSWORD: () => new Invalid('现在的密码不对', [{ field: 'currentPassword', message: '现在的密码不对' }]),
			CREDENTIAL_ACCOUNT_NOT_FOUND: () => new Conflict('这个账号用手机验证码登录，没有密码。')
		}
	);
	await reopen(context, gates.passwordCheck, accountId);
	forgetAccount(accountId);
	await recordAfter(context, accountId, 'account.passwordChanged');
	return answer;
}
