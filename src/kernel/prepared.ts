import { createHash } from 'node:crypto';
import pg from 'pg';

/** Texts beyond these are sent as they are: a list of ever-changing length must not fill the server with statements. */
const MOST = 400;
const names = new Map<string, string>();

/** Stands in a statement whose best plan depends on its values: it is planned for them each time. */
export const PLANNED_ANEW = '/* planned anew */';

/**
 * A connection that lets the server prepare each statement once. Parsing and planning cost the database as much as the
 * work itself for our short statements; the plan is then the server's to keep or to make anew.
 */
export class PreparingClient extends pg.Client {
	override query = ((text: unknown, values?: unknown, ...rest: unknown[]): unknown => {
		const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
		const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
		return name === undefined
			? query.call(this, text, values, ...rest)
			: query.call(this, { name, text, values: values as unknown[] }, ...rest);
	}) as pg.Client['query'];
}

/** The same text has the same name in every process, so a proxy that shares connections keeps them apart. */
function nameOf(text: string): string | undefined {
	const known = names.get(text);
	if (known !== undefined || names.size >= MOST || text.includes(PLANNED_ANEW)) return known;
	const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
	names.set(text, name);
	return name;
}
