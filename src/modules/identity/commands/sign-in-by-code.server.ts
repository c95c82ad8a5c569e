import { parse, workIn, type Context } from '#kernel/command.ts';
import { Conflict, Invalid, Refused } from '#kernel/errors.ts';
import { NO_CENTRE } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { sendMessage, type Visitor } from '#modules/notifications/server.ts';
import { answered, authOf, delivery } from '../auth.server.ts';
import { SendCode, VerifyCode } from '../forms.ts';
import { phoneIndex } from '../phone.server.ts';
import { recordAfter } from '../security-facts.server.ts';
import { gates, take } from '../throttle.server.ts';
import { recordSignIn, withoutSession, type SignedIn } from './sign-in.server.ts';

/**
 * Sends six digits to a phone. Five minutes valid; the newest code counts.
 * Errors: Invalid number; Refused (too often): one a minute and five an hour for a number, twenty an hour for an address.
 */
export async function sendCode(context: Context, visitor: Visitor, input: unknown): Promise<void> {
	const { phone } = parse(SendCode, input);
	const index = phoneIndex(phone);
	await take(context, gates.codeByAddress, visitor.address);
	await take(context, gates.codePerMinute, index);
	await take(context, gates.codePerHour, index);
	const deliver = (code: string) =>
		context.db.transaction().execute(async (db) => {
			const text = `您的验证码是 ${code}，5分钟内有效。请不要告诉别人。`;
			await sendMessage(workIn(context, db), { centreId: NO_CENTRE, to: phone, text });
		});
	await delivery.run(deliver, () => authOf(context.db).api.sendPhoneNumberOTP({ body: { phoneNumber: index } }));
}

/**
 * Signs in with the code; the first time, this makes the account of a resident.
 * Errors: Invalid for a wrong code; Conflict when the code is over or was tried five times; Refused for accounts with a second factor.
 */
export async function verifyCode(context: Context, visitor: Visitor, input: unknown): Promise<SignedIn> {
	const { phone, code } = parse(VerifyCode, input);
	const index = phoneIndex(phone);
	const wrong = () => new Invalid('验证码不对', [{ field: 'code', message: '验证码不对，请看最新一条短信' }]);
	const over = () => new Conflict('验证码已经过期，或者还没有发送，请重新获取。');
	const known = await accountBy(context, index);
	const { headers, response } = await answered(
		authOf(context.db).api.verifyPhoneNumber({
			body: { phoneNumber: index, code },
			headers: withoutSession(visitor.headers),
			returnHeaders: true
		}),
		{
			INVALID_OTP: wrong,
			OTP_EXPIRED: over,
			OTP_NOT_FOUND: over,
			TOO_MANY_ATTEMPTS: () => new Conflict('这个验证码输错的次数太多，已经作废，请重新获取。')
		}
	);
	if (!response.token || !response.user) throw over();
	const accountId = response.user.id;
	if (known?.two_factor_enabled) {
		await context.db.deleteFrom('identity.session').where('token', '=', response.token).execute();
		throw new Refused('这个账号开了两步验证，请用用户名和密码登录。');
	}
	await context.db
		.updateTable('identity.account_holder')
		.set({ phone_sealed: seal(phone) })
		.where('id', '=', accountId)
		.execute();
	if (!known) await recordAfter(context, accountId, 'account.created', { way: 'code' });
	await recordSignIn(context, accountId, 'code');
	return { step: 'done', accountId, token: response.token, answer: headers };
}

const accountBy = ({ db }: Context, index: string) =>
	db
		.selectFrom('identity.account_holder')
		.select(['id', 'two_factor_enabled'])
		.where('phone_number', '=', index)
		.executeTakeFirst();
