import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import { authSecret, cookiesAreSecure } from './auth.server.ts';

/** The part of SvelteKit's `event.cookies` that is needed to hand cookies over. */
export interface CookieJar {
	set(name: string, value: string, options: { path: string } & Record<string, unknown>): void;
	delete(name: string, options: { path: string }): void;
}

/** Puts the Set-Cookie headers of an answer of better-auth into the answer of a page. */
export function handOver(answer: Headers, jar: CookieJar): void {
	for (const [name, attributes] of parseSetCookieHeader(answer.getSetCookie().join(', '))) {
		// better-auth has encoded the value already: parsing decodes it, and the jar encodes it again
		jar.set(name, attributes.value, { ...toCookieOptions(attributes), path: attributes.path ?? '/' });
	}
}

const sessionCookie = (): string => `${cookiesAreSecure() ? '__Secure-' : ''}meihua.session_token`;

export const clearSession = (jar: CookieJar): void => jar.delete(sessionCookie(), { path: '/' });

/** The session token of a request: from `Authorization: Bearer …`, or from our cookie if its signature is ours. */
export function sessionToken(headers: Headers): string | undefined {
	const bearer = /^Bearer ([A-Za-z0-9_-]{16,64})$/.exec(headers.get('authorization') ?? '')?.[1];
	return bearer ?? signedToken(headers.get('cookie') ?? '');
}

/** As better-auth signs: `token.base64(HMAC-SHA256(token))`, percent-encoded. */
function signedToken(cookies: string): string | undefined {
	const name = sessionCookie();
	const raw = cookies
		.split(';')
		.map((pair) => pair.trim())
		.find((pair) => pair.startsWith(`${name}=`))
		?.slice(name.length + 1);
	const parts = /^([A-Za-z0-9_-]{16,64})(?:\.|%2E)([A-Za-z0-9+/=%]{20,120})$/.exec(raw ?? '');
	if (!parts?.[1] || !parts[2]) return undefined;
	const signature = Buffer.from(parts[2].replace(/%2B/gi, '+').replace(/%2F/gi, '/').replace(/%3D/gi, '='), 'base64');
	const expected = createHmac('sha256', authSecret()).update(parts[1]).digest();
	return signature.length === expected.length && timingSafeEqual(signature, expected) ? parts[1] : undefined;
}
