import type { Cookies } from '@sveltejs/kit';
import { open, seal } from '#kernel/secrets.ts';

const NAME = 'waiting_phone';
const PATH = '/sign-in';
const MINUTES = 10;

/** The number a code was sent to, kept sealed in the browser until the code is typed: it stands in no address. */
export const keepPhone = (cookies: Cookies, phone: string, secure: boolean): void =>
	cookies.set(NAME, seal(phone).toString('base64url'), {
		path: PATH,
		maxAge: MINUTES * 60,
		httpOnly: true,
		sameSite: 'lax',
		secure
	});

export function waitingPhone(cookies: Cookies): string | undefined {
	const kept = cookies.get(NAME);
	if (!kept) return undefined;
	try {
		return open(Buffer.from(kept, 'base64url'));
	} catch {
		// sealed with a key that is gone, or not by us: as if it were not there
		return undefined;
	}
}

export const forgetPhone = (cookies: Cookies): void => cookies.delete(NAME, { path: PATH });
