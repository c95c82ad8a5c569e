import { AsyncLocalStorage } from 'node:async_hooks';
import { hkdfSync } from 'node:crypto';
import { kyselyAdapter } from '@better-auth/kysely-adapter';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { phoneNumber, twoFactor, username } from 'better-auth/plugins';
import { CamelCasePlugin } from 'kysely';
import { env } from '#env';
import type { Db } from '#kernel/db.ts';
import { Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { hashPassword, verifyPassword } from './password.server.ts';
import { SESSION_MINUTES, UNNAMED } from './roles.ts';

export type Auth = ReturnType<typeof build>;

const built = new WeakMap<Db, Auth>();

/** better-auth over our own tables. Its routes are not mounted: only our commands call it, so only our limits apply. */
export function authOf(db: Db): Auth {
	const auth = built.get(db) ?? build(db);
	built.set(db, auth);
	return auth;
}

/** How the code that is being made reaches its owner; better-auth itself never learns a number. */
export const delivery = new AsyncLocalStorage<(code: string) => Promise<void>>();

/**
 * Awaits better-auth and says its refusals in our words. Errors: what `sentences` gives for a code; Refused when the session
 * is not one that better-auth knows, because it has just ended elsewhere; else the original.
 */
export const answered = <T>(call: Promise<T>, sentences: Record<string, () => Error>): Promise<T> =>
	call.catch((error: unknown) => {
		if (!(error instanceof APIError)) throw error;
		const said = error.body?.code ? sentences[error.body.code] : undefined;
		if (!said && error.statusCode === 401) throw new Refused('登录已经结束，请重新登录。', 'signedOut');
		throw said?.() ?? error;
	});

/** Signs cookies and seals second factors. From the oldest key, so that sessions survive a rotation. */
export const authSecret = (): string => (secret ??= deriveSecret());

let secret: string | undefined;

const deriveSecret = (): string => {
	const oldest = env().keys.at(-1);
	if (!oldest) throw new Error('At least one encryption key is needed');
	return Buffer.from(hkdfSync('sha256', oldest.secret, '', 'meihua identity', 32)).toString('base64url');
};

/** Cookies may only travel encrypted when the site is public; on a plain-http machine the browser would drop such cookies. */
export const cookiesAreSecure = (): boolean => env().publicOrigin?.startsWith('https:') ?? false;

export const CODE_SECONDS = 300;
export const CODE_TRIES = 5;

const build = (db: Db) =>
	betterAuth({
		appName: '梅花',
		secret: authSecret(),
		baseURL: env().publicOrigin ?? 'http://localhost',
		database: kyselyAdapter(db.withPlugin(new CamelCasePlugin()).withSchema('identity'), {
			type: 'postgres',
			transaction: true
		}),
		user: { modelName: 'account_holder' },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: 10,
			maxPasswordLength: 128,
			password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) }
		},
		session: { expiresIn: SESSION_MINUTES * 60, disableSessionRefresh: true },
		// our own job removes what is over; until then an expired code can be told from one that never was
		verification: { disableCleanup: true },
		advanced: {
			cookiePrefix: 'meihua',
			useSecureCookies: cookiesAreSecure(),
			database: { generateId: () => newId() },
			ipAddress: { disableIpTracking: true }
		},
		logger: { level: 'error' },
		telemetry: { enabled: false },
		plugins: [
			username({ minUsernameLength: 3, maxUsernameLength: 30 }),
			phoneNumber({
				otpLength: 6,
				expiresIn: CODE_SECONDS,
				allowedAttempts: CODE_TRIES,
				sendOTP: async ({ code }) => delivery.getStore()?.(code),
				signUpOnVerification: { getTempEmail: (index) => `${index}@phone.invalid`, getTempName: () => UNNAMED }
			}),
			twoFactor({ issuer: '梅花', accountLockout: { maxFailedAttempts: 5, durationSeconds: 900 } })
		]
	});
