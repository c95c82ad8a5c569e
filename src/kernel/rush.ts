import type { z } from 'zod';
import type { Context } from './command.ts';

/**
 * An operation of the API that crowds ask for in the same second, answered before the router sees it. It is an operation of
 * a router as well, with the same path and schema: whatever is not plain is answered there. See docs/decisions/009.
 */
export interface RushOperation {
	/** Of a POST, below /api/v1, with names in braces. */
	path: `/${string}`;
	/** The body and where it goes, as one function: what the operation answers with status 200. Undefined: the body is malformed. */
	prepare(body: unknown): ((context: Context, place: Place, submissionKey?: string) => Promise<unknown>) | undefined;
}

/** The named parts of an address. */
export type Place = Readonly<Record<string, string>>;

export const rushOperation = <Schema extends z.ZodType>(
	path: RushOperation['path'],
	schema: Schema,
	run: (context: Context, place: Place, input: z.output<Schema>, submissionKey?: string) => Promise<unknown>
): RushOperation => ({
	path,
	prepare: (body) => {
		const { success, data } = schema.safeParse(body);
		return success ? (context, place, submissionKey) => run(context, place, data, submissionKey) : undefined;
	}
});
