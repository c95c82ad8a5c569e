import fc from 'fast-check';

/** As much of a JSON schema as the API's description uses. */
export interface Schema {
	type?: string | string[];
	format?: string;
	pattern?: string;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	maxItems?: number;
	enum?: unknown[];
	const?: unknown;
	examples?: unknown[];
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	allOf?: Schema[];
}

/** Ids that exist, so that an input can be right by chance. */
export interface Known {
	ids: readonly string[];
}

/** Inputs of a schema, most of them valid. */
export function valid(schema: Schema, known: Known): fc.Arbitrary<unknown> {
	const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf;
	if (parts) return fc.oneof(...parts.map((part) => valid(part, known)));
	if ('const' in schema) return fc.constant(schema.const);
	if (schema.enum) return fc.constantFrom(...schema.enum);
	const [type] = [schema.type ?? 'string'].flat();
	if (type === 'object') return fc.record(fieldsOf(schema, known), { requiredKeys: schema.required ?? [] });
	if (type === 'array')
		return fc.array(valid(schema.items ?? {}, known), { maxLength: Math.min(schema.maxItems ?? 3, 3) });
	if (type === 'boolean') return fc.boolean();
	if (type === 'integer' || type === 'number') return number(schema);
	if (type === 'null') return fc.constant(null);
	return text(schema, known);
}

/** Like those of the schema, but with one thing wrong; or nothing like it at all. */
export function nearlyValid(schema: Schema, known: Known): fc.Arbitrary<unknown> {
	const names = Object.keys(schema.properties ?? {});
	if (names.length === 0) return fc.oneof(valid(schema, known), junk);
	const spoilt = fc
		.tuple(valid(schema, known), fc.constantFrom(...names), junk)
		.map(([input, name, value]) => ({ ...(input as object), [name]: value }));
	const lacking = fc
		.tuple(valid(schema, known), fc.constantFrom(...names))
		.map(([input, name]) => Object.fromEntries(Object.entries(input as object).filter(([key]) => key !== name)));
	return fc.oneof(
		{ arbitrary: valid(schema, known), weight: 3 },
		{ arbitrary: spoilt, weight: 4 },
		{ arbitrary: lacking, weight: 1 },
		{ arbitrary: junk, weight: 1 }
	);
}

/** What nobody types: control characters, half characters, endless texts, numbers out of bounds, trees. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(
		'',
		' ',
		'\u0000',
		'有\u0000字',
		'\ud800',
		'x'.repeat(20_000),
		'心'.repeat(3000),
		"'; drop table wishes.wish; --",
		'../../etc/passwd',
		'=cmd()',
		'2026-13-45',
		'00000000-0000-0000-0000-000000000000',
		-1,
		1e308,
		Number.MAX_SAFE_INTEGER,
		99_999_999_999,
		0.1,
		null,
		true,
		[],
		{}
	),
	fc.jsonValue({ maxDepth: 3 }),
	fc.string({ unit: 'binary', maxLength: 30 })
);

const fieldsOf = (schema: Schema, known: Known): Record<string, fc.Arbitrary<unknown>> =>
	Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, valid(field, known)]));

function number({ minimum = -10, maximum = 1_000_000, type }: Schema): fc.Arbitrary<number> {
	const [least, most] = [Math.max(minimum, -1_000_000_000), Math.min(maximum, 10_000_000_000)];
	return type === 'integer'
		? fc.integer({ min: Math.ceil(least), max: Math.min(Math.floor(most), 2 ** 31 - 1) })
		: fc.double({ min: least, max: most, noNaN: true });
}

function text({ format, examples, minLength = 0, maxLength = 60 }: Schema, { ids }: Known): fc.Arbitrary<unknown> {
	if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
	if (format === 'date') return day;
	const free = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) });
	return examples ? fc.oneof(fc.constantFrom(...examples), free) : free;
}

const day = fc
	.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
	.map((moment) => moment.toISOString().slice(0, 10));
