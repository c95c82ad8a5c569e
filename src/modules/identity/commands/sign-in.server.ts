import { parse, type Context } from '#kernel/command.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import type { Visitor } from '#modules/notifications/server.ts';
import { answered, authOf } from '../auth.server.ts';
import { SecondFactor, SignIn } from '../forms.ts';
import { recordAfter } from '../security-facts.server.ts';
import { gates, giveBack, reopen, take, tooOften } from '../throttle.server.ts';

/** The answer to a sign-in: signed in, or a second factor is asked for. `answer` carries the cookies. */
export type SignedIn =
	{ step: 'done'; accountId: string; token: string; answer: Headers } | { step: 'twoFactor'; answer: Headers };

/**
 * Signs in with user name and password. An unknown name and a wrong password get the same answer.
 * Errors: Invalid; Refused (too often) after five failures of a name or twenty of an address in 15 minutes, for 15 minutes.
 */
export async function signInWithPassword(context: Context, visitor: Visitor, input: unknown): Promise<SignedIn> {
	const { username, password } = parse(SignIn, input);
	await take(context, gates.signInByAddress, visitor.address);
	const left = await take(context, gates.signInByName, username);
	const wrong = () => new Invalid('用户名或密码不对', [{ field: 'password', message: '用户名或密码不对' }]);
	const { headers, response } = await answered(
		authOf(context.db).api.signInUsername({
			body: { username, password },
			headers: withoutSession(visitor.headers),
			returnHeaders: true
		}),
		Object.fromEntries(WRONG.map((code) => [code, wrong]))
	).catch(async (error: unknown) => {
		if (!(error instanceof Invalid) || left > 0) throw error;
		await recordLockout(context, username);
		throw tooOften(gates.signInByName, gates.signInByName.closedFor);
	});
	await reopen(context, gates.signInByName, username);
	await giveBack(context, gates.signInByAddress, visitor.address);
	if (!('token' in response)) return { step: 'twoFactor', answer: headers };
	await recordSignIn(context, response.user.id, 'password');
	return { step: 'done', accountId: response.user.id, token: response.token, answer: headers };
}

/**
 * The second step: the number of the app, or a spare code. Errors: Invalid for a wrong code, Conflict when too much time has passed
 * or too many codes were wrong: the sign-in begins anew.
 */
export async function finishTwoFactor(context: Context, visitor: Visitor, input: unknown): Promise<SignedIn> {
	const { code } = parse(SecondFactor, input);
	const { api } = authOf(context.db);
	const call = { body: { code }, headers: withoutSession(visitor.headers), returnHeaders: true as const };
	const wrong = () =>
		new Invalid('动态码不对', [{ field: 'code', message: '动态码不对，请看手机上现在显示的6位数字' }]);
	const again = () => new Conflict('登录已经过期，或者输错的次数太多，请从头登录一次。');
	const { headers, response } = await answered(code.includes('-') ? api.verifyBackupCode(call) : api.verifyTOTP(call), {
		INVALID_CODE: wrong,
		INVALID_BACKUP_CODE: wrong,
		INVALID_TWO_FACTOR_COOKIE: again,
		TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: again,
		ACCOUNT_TEMPORARILY_LOCKED: () => tooOften(gates.signInByName, 900),
		TOTP_NOT_ENABLED: again,
		BACKUP_CODES_NOT_ENABLED: again
	});
	if (!response.token) throw again();
	await recordSignIn(context, response.user.id, 'twoFactor');
	return { step: 'done', accountId: response.user.id, token: response.token, answer: headers };
}

export const recordSignIn = (context: Context, accountId: string, way: 'password' | 'twoFactor' | 'code') =>
	recordAfter(
		{ ...context, actor: { kind: 'account', accountId, name: '', grants: [] } },
		accountId,
		'account.signedIn',
		{ way }
	);

/** A new sign-in does not lean on an old one: without its cookie, better-auth cannot take the old session for the person. */
export function withoutSession(headers: Headers): Headers {
	const cookies = (headers.get('cookie') ?? '').split(/; */).filter((pair) => !pair.includes('session_token='));
	const kept = new Headers({ cookie: cookies.join('; ') });
	const agent = headers.get('user-agent');
	if (agent) kept.set('user-agent', agent);
	return kept;
}

const WRONG = [
	'INVALID_USERNAME_OR_PASSWORD',
	'INVALID_USERNAME',
	'USERNAME_TOO_SHORT',
	'USERNAME_TOO_LONG',
	'PASSWORD_TOO_LONG'
];

async function recordLockout(context: Context, username: string): Promise<void> {
	const account = await context.db
		.selectFrom('identity.account_holder')
		.select('id')
		.where('username', '=', username)
		.executeTakeFirst();
	if (account) await recordAfter(context, account.id, 'account.lockedOut');
}
