const YEAR_SECONDS = 365 * 86_400;

/** The headers every answer carries; `secure` when the visitor came by https. */
export const securityHeaders = (secure: boolean): [name: string, value: string][] => [
	['x-content-type-options', 'nosniff'],
	['referrer-policy', 'same-origin'],
	['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
	['cross-origin-opener-policy', 'same-origin'],
	['x-frame-options', 'DENY'],
	...(secure ? [['strict-transport-security', `max-age=${YEAR_SECONDS}`] as [string, string]] : [])
];

/** Sets those that the answer has not chosen itself. */
export function protect(headers: Headers, secure: boolean): void {
	for (const [name, value] of securityHeaders(secure)) if (!headers.has(name)) headers.set(name, value);
}
