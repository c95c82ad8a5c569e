import type { z } from 'zod';

/**
 * A number (or a list, a period) that each centre may choose. The module that uses it declares it with the value that
 * holds without a choice, and where that value comes from: a law, the practice of a city, or our judgement.
 */
export interface Setting<Value> {
	/** As it is kept, e.g. wishes.softLimit. */
	name: string;
	title: string;
	schema: z.ZodType<Value>;
	standard: Value;
	citation: string;
}

/** What holds on a day, since when (null: the standard, always) and on what ground. */
export interface Standing<Value> {
	value: Value;
	effectiveFrom: string | null;
	citation: string;
}
