import { Invalid, isKnown, Refused, statusOf, type Issue } from '#kernel/errors.ts';
import { newReference } from '#kernel/ids.ts';
import { describeError, log } from '#kernel/log.ts';

/** An error as it is told to the outside. Nothing of the inside is in it. */
export interface Failure {
	status: ReturnType<typeof statusOf>;
	name: string;
	message: string;
	issues: Issue[];
	/** Seconds after which it is worth trying again. */
	retryAfter?: number;
	/** By which it is found in the log. */
	id?: string;
}

/** What was asked for, without anything a person typed: the pattern of the route, not the address. */
export interface Asked {
	method: string;
	route: string;
}

/** The one translation of an error, for pages and API. What we did not foresee is written to the log. */
export function failureOf(error: unknown, asked: Asked): Failure {
	const status = statusOf(error);
	if (isKnown(error)) {
		const issues = error instanceof Invalid ? error.issues : [];
		const retryAfter = error instanceof Refused ? error.retryAfter : undefined;
		return { status, name: error.name, message: error.message, issues, ...(retryAfter ? { retryAfter } : {}) };
	}
	if (status === 422) return { status, name: 'Invalid', message: UNSTORABLE, issues: [] };
	const id = newReference();
	log({ level: 'error', id, status, ...asked, error: describeError(error) });
	return status === 503
		? { status, name: 'Unavailable', message: '系统正在忙，请过一会儿再试。', issues: [], retryAfter: BUSY_SECONDS, id }
		: { status, name: 'Failed', message: '系统出了点问题，请过几分钟再试。', issues: [], id };
}

/** The same, as the API answers it. */
export function toldError(error: unknown, asked: Asked) {
	const { status, retryAfter, ...told } = failureOf(error, asked);
	return { status, retryAfter, body: { error: told } };
}

const UNSTORABLE = '里面有不能保存的字符，请删掉以后再试。';

/** After how many seconds a visitor should try again when the database does not answer. */
export const BUSY_SECONDS = 5;
