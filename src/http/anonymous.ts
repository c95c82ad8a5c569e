/** A route that shows everybody the same sets this header to `public`; it never leaves the house. */
export const PUBLIC_HEADER = 'x-meihua-cache';

/** Whether the answer to a request may be the same for everybody: it carries nothing but, at most, the elder mode. */
export const maybePublic = (
	method: string | undefined,
	cookie?: string | null,
	authorization?: string | null
): boolean => method === 'GET' && !authorization && (!cookie || cookie === 'elder=on' || cookie === 'elder=off');
