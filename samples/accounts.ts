import type { Actor, Grant } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { createAccount, enrolTwoFactor } from '#modules/identity/server.ts';
import type { Role } from '#modules/identity/index.ts';
import signIns from './sign-ins.json' with { type: 'json' };

/** Of the sample administrator alone. Base32; the note in sign-ins.json tells it to whoever tries the sample. */
export const TWO_FACTOR_SECRET = 'PLUMBLOSSOM23456';

/** The sample resident signs in with a code that is sent to this number. */
export const RESIDENT_PHONE = '13800000101';

/** A grant as `createAccount` wants it. */
type NewGrant = Omit<Grant, 'role'> & { role: Role };

/** Makes an account whose password is printed at the start, and returns it as somebody who acts. */
export async function signInAccount(
	context: Context,
	username: string,
	name: string,
	grants: NewGrant[]
): Promise<Account> {
	const known = signIns.find((signIn) => signIn.username === username);
	if (!known) throw new Error(`${username} is not in sign-ins.json`);
	const accountId = await createAccount(context, { name, username, password: known.password, grants });
	if (grants.some(({ role }) => role === 'administrator'))
		await enrolTwoFactor(context, { accountId, secret: TWO_FACTOR_SECRET });
	return { kind: 'account', accountId, name, grants };
}

/** Makes an account for somebody who signs in by a code to their phone. */
export async function phoneAccount(
	context: Context,
	phone: string,
	name: string,
	grants: NewGrant[] = []
): Promise<Account> {
	return { kind: 'account', accountId: await createAccount(context, { name, phone, grants }), name, grants };
}

export type Account = Extract<Actor, { kind: 'account' }>;
