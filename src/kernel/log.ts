/** One line of JSON for each event, on the standard error. Nothing a person typed belongs in it. */
export const log = (entry: Record<string, unknown>): void =>
	console.error(JSON.stringify({ at: new Date().toISOString(), ...entry }));

/**
 * What a developer needs to find a fault. Messages may carry what somebody typed (a database repeats values, a parser
 * its text), so only those of plain programming errors are kept, and of a database error the names of what it is about.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
	if (!(error instanceof Error)) return { name: typeof error };
	const fields = error as Error & Record<string, unknown>;
	const about = Object.fromEntries(
		ABOUT.filter((name) => typeof fields[name] === 'string').map((name) => [name, fields[name]])
	);
	return {
		name: error.name,
		...(SPEAKING.has(error.name) && !('code' in about) ? { message: error.message } : {}),
		...about,
		stack: framesOf(error),
		...(error.cause !== undefined && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {})
	};
}

const ABOUT = ['code', 'syscall', 'schema', 'table', 'column', 'constraint', 'routine'];
const SPEAKING = new Set(['Error', 'TypeError', 'ReferenceError', 'RangeError', 'AssertionError']);

/** The places only: the first lines of a stack repeat the message. */
const framesOf = (error: Error): string[] =>
	(error.stack ?? '')
		.split('\n')
		.filter((line) => /^\s+at /.test(line))
		.slice(0, 12)
		.map((line) => line.trim());
