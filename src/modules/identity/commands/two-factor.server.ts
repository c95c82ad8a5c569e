import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { z } from 'zod';
import { command, parse, type Context } from '#kernel/command.ts';
import { Conflict, Invalid, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { answered, authOf, authSecret } from '../auth.server.ts';
import { ConfirmPassword, SecondFactor } from '../forms.ts';
import { recordAfter, recordSecurity } from '../security-facts.server.ts';
import { forgetAccount } from '../session.server.ts';
import { gates, reopen, take } from '../throttle.server.ts';
import { toBase32 } from '../totp.server.ts';

/**
 * Begins to set up a second factor, after the password was given again: a secret waits to be confirmed.
 * Errors: Invalid password; Conflict when there is one already; Refused when nobody is signed in, or after five wrong passwords.
 */
export async function startTwoFactor(context: Context, headers: Headers, input: unknown): Promise<void> {
	const accountId = signedIn(context);
	const { password } = parse(ConfirmPassword, input);
	await take(context, gates.passwordCheck, accountId);
	const wrong = () => new Invalid('密码不对', [{ field: 'password', message: '密码不对' }]);
	await answered(authOf(context.db).api.enableTwoFactor({ body: { password, method: 'totp' }, headers }), {
		INVALID_PASSWORD: wrong,
		CREDENTIAL_ACCOUNT_NOT_FOUND: wrong,
		TOTP_ALREADY_ENABLED: () => new Conflict('两步验证已经开了。')
	});
	await reopen(context, gates.passwordCheck, accountId);
}

/** The secret that waits to be confirmed, as text (base32) and as a link for an app; nothing when none waits. */
export async function pendingTwoFactor(context: Context): Promise<{ secret: string; link: string } | undefined> {
	const accountId = signedIn(context);
	const row = await context.db
		.selectFrom('identity.two_factor')
		.innerJoin('identity.account_holder', 'identity.account_holder.id', 'identity.two_factor.user_id')
		.select(['secret', 'username', 'name'])
		.where('user_id', '=', accountId)
		.where('verified', '=', false)
		.executeTakeFirst();
	if (!row) return undefined;
	const secret = toBase32(Buffer.from(await symmetricDecrypt({ key: authSecret(), data: row.secret }), 'utf8'));
	const label = encodeURIComponent(`梅花:${row.username ?? row.name}`);
	return {
		secret,
		link: `otpauth://totp/${label}?${new URLSearchParams({ secret, issuer: '梅花', digits: '6', period: '30' })}`
	};
}

/**
 * Confirms the second factor with the first number of the app. Returns the spare codes, to be written down, and the cookies.
 * Errors: Invalid for a wrong number, Conflict when nothing waits to be confirmed.
 */
export async function confirmTwoFactor(
	context: Context,
	headers: Headers,
	input: unknown
): Promise<{ spareCodes: string[]; answer: Headers }> {
	const accountId = signedIn(context);
	const { code } = parse(SecondFactor, input);
	if (!(await pendingTwoFactor(context))) throw new Conflict('没有等待确认的两步验证，请从头设置。');
	const { api } = authOf(context.db);
	const { headers: answer } = await answered(api.verifyTOTP({ body: { code }, headers, returnHeaders: true }), {
		INVALID_CODE: () =>
			new Invalid('动态码不对', [{ field: 'code', message: '动态码不对，请看手机上现在显示的6位数字' }])
	});
	forgetAccount(accountId);
	await recordAfter(context, accountId, 'account.twoFactorEnabled');
	const { backupCodes } = await api.viewBackupCodes({ body: { userId: accountId } });
	return { spareCodes: backupCodes, answer };
}

const EnrolTwoFactor = z.object({ accountId: z.uuid(), secret: z.string().regex(/^[A-Z2-7]{16,64}$/) });

/** Sets up a second factor with a known secret (base32): for loaders. Errors: Refused unless the system. */
export const enrolTwoFactor = command(
	'identity.enrolTwoFactor',
	EnrolTwoFactor,
	async (work, { accountId, secret }) => {
		if (work.actor.kind !== 'system') throw new Refused('两步验证只能由本人设置。');
		const encrypted = (data: string) => symmetricEncrypt({ key: authSecret(), data });
		await work.db
			.insertInto('identity.two_factor')
			.values({
				id: newId(),
				user_id: accountId,
				secret: await encrypted(`base32:${secret}`),
				backup_codes: await encrypted('[]'),
				verified: true,
				failed_verification_count: 0
			})
			.execute();
		await work.db
			.updateTable('identity.account_holder')
			.set({ two_factor_enabled: true })
			.where('id', '=', accountId)
			.execute();
		await recordSecurity(work, accountId, 'account.twoFactorEnabled');
		forgetAccount(accountId);
	}
);

function signedIn({ actor }: Context): string {
	if (actor.kind !== 'account') throw new Refused('请先登录。', 'signedOut');
	return actor.accountId;
}
