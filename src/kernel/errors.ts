/** What is wrong with one field of an input, and what to do about it. */
export interface Issue {
	field: string;
	message: string;
}

/** The input is not well-formed. HTTP 422 (a form is shown again with what was typed). */
export class Invalid extends Error {
	override name = 'Invalid';
	readonly issues: Issue[];
	constructor(message: string, issues: Issue[] = []) {
		super(message);
		this.issues = issues;
	}
}

/** This actor may not do this. HTTP 403, or 401 when nobody is signed in, or 429 when it was too often. */
export class Refused extends Error {
	override name = 'Refused';
	readonly because: 'policy' | 'signedOut' | 'tooOften';
	/** Seconds to wait, when it was too often. */
	readonly retryAfter: number | undefined;
	constructor(message: string, because: Refused['because'] = 'policy', retryAfter?: number) {
		super(message);
		this.because = because;
		this.retryAfter = retryAfter;
	}
}

/** There is no such thing, or none that this actor may know of. HTTP 404. */
export class Missing extends Error {
	override name = 'Missing';
}

/** The thing is not in a state in which this can be done. HTTP 409. */
export class Conflict extends Error {
	override name = 'Conflict';
}

export type KnownError = Invalid | Refused | Missing | Conflict;

export const isKnown = (error: unknown): error is KnownError =>
	error instanceof Invalid || error instanceof Refused || error instanceof Missing || error instanceof Conflict;

/** The HTTP status of an error: the one place where it is decided. */
export function statusOf(error: unknown): 401 | 403 | 404 | 409 | 422 | 429 | 500 | 503 {
	if (error instanceof Invalid) return 422;
	if (error instanceof Missing) return 404;
	if (error instanceof Conflict) return 409;
	if (error instanceof Refused) return { policy: 403, signedOut: 401, tooOften: 429 }[error.because] as 401 | 403 | 429;
	if (isUnstorable(error)) return 422;
	return isUnavailable(error) ? 503 : 500;
}

/** A text with a character that PostgreSQL cannot hold (U+0000): pages clean what is typed, addresses and programs may bring it. */
const isUnstorable = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '22P05');

/** Connection failures, shutdown (57P…), too many connections (53300) and a full disk (53100) pass; the visitor should try again. */
function isUnavailable(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return (
		/^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ENOSPC|ETIMEDOUT|57P0\d|53\d{3}|08\d{3})$/.test(code) ||
		(error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message))
	);
}
